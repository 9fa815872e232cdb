package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.ObjectPatch;
import dev.sonde.data.ObjectPatches;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.SondeHome;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectTokensTest {
    /** What environment/export_features.py printed. */
    private static final String SHA256 = "84bd6a5ecfd4fd3cafc29fc941f12151dce92fabcf7f39365e1cbfa3bc84f2dd";

    @TempDir
    Path folder;

    @Test
    void tokensAreThoseOfTheExporter() throws IOException {
        byte[] content = Files.readAllBytes(ObjectTokens.open().path());
        assertThat(HexFormat.of().formatHex(TextFile.sha256Digest().digest(content)))
                .isEqualTo(SHA256);
    }

    @Test
    void thePlaceIsShownAlikeForEveryone() {
        assertThat(ObjectTokens.open().info().toString())
                .contains("SONDE_HOME/samples/")
                .doesNotContain(SondeHome.folder().toString());
    }

    @Test
    void eachRowIsThatOfAPatch() {
        FeatureSet features = ObjectTokens.open();
        List<ObjectPatch> patches = ObjectPatches.bundled().all();
        assertThat(features.ids())
                .isEqualTo(patches.stream().map(patch -> patch.object().id()).toList());
        assertThat(features.groups())
                .isEqualTo(patches.stream().map(patch -> patch.object().image()).toList());
        assertThat(features.shape()).containsExactly(2, 384);
        assertThat(features.layers()).containsExactly(0, 6, 12);
    }

    @Test
    void theClassTokenKnowsNoPhotographBeforeTheFirstBlock() {
        FeatureSet classToken = ObjectTokens.open().layer(0).query(1);
        assertThat(classToken.row(2000)).isEqualTo(classToken.row(0));
        FeatureSet later = ObjectTokens.open().layer(12).query(1);
        assertThat(later.row(2000)).isNotEqualTo(later.row(0));
    }

    @Test
    void layersOfAUsersFileAreInAscendingOrder() {
        Path file = write(layer("features.10", 3, 2, 30), layer("features.2", 3, 2, 10));
        FeatureSet features = FeatureSet.open(file);
        assertThat(features.layers()).containsExactly(2, 10);
        assertThat(features.row(0)[0]).isEqualTo(30);
        assertThat(features.layer(2).row(2)).containsExactly(14, 15);
        assertThat(features.verify().toString()).isNotEmpty();
    }

    @Test
    void layersThatDifferAreRefused() {
        Path file = write(layer("features.0", 3, 2, 0), layer("features.1", 2, 3, 0));
        assertThatThrownBy(() -> FeatureSet.open(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("features.0")
                .hasMessageContaining("features.1");
    }

    @Test
    void layersBesideFeaturesWithoutALayerAreRefused() {
        Path file = write(layer("features", 3, 2, 0), layer("features.1", 3, 2, 0));
        assertThatThrownBy(() -> FeatureSet.open(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Keep one of the two");
    }

    private Path write(StoredTensor... tensors) {
        Path file = folder.resolve("layers.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(tensors));
        return file;
    }

    private static StoredTensor layer(String name, long rows, int width, int first) {
        float[] values = new float[(int) rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i;
        }
        return StoredTensor.ofFloats(name, List.of(rows, (long) width), values);
    }
}

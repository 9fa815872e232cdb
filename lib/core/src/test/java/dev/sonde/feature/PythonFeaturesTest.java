package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import dev.sonde.format.HalfPrecision;
import dev.sonde.format.NpyFile;
import dev.sonde.format.StoredType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that numpy and safetensors wrote. */
class PythonFeaturesTest {
    @TempDir
    Path folder;

    private final Path python = python();
    private final JsonNode expected = expected();

    @Test
    void readsASafetensorsFileWithLabels() {
        FeatureSet set = FeatureSet.open(python.resolve("label.safetensors"));

        assertThat(set.type()).isEqualTo(StoredType.F16);
        assertThat(all(set)).containsExactly(floats("half"));
        assertThat(set.targets().orElseThrow().kind()).isEqualTo(Targets.Kind.TRUTH);
        assertThat(set.targets().orElseThrow().values(0, set.rows())).containsExactly(floats("label"));
    }

    @Test
    void readsASafetensorsFileWithBoxes() {
        FeatureSet set = FeatureSet.open(python.resolve("box.safetensors"));

        assertThat(all(set)).containsExactly(floats("features"));
        assertThat(set.targets().orElseThrow().kind()).isEqualTo(Targets.Kind.BOX);
        assertThat(set.targets().orElseThrow().values(0, set.rows())).containsExactly(floats("box"));
    }

    @Test
    void readsAFolderOfArrays() {
        FeatureSet set = FeatureSet.open(python.resolve("npy"));

        assertThat(set.shape())
                .isEqualTo(List.of(
                        expected.get("shape").get(0).intValue(),
                        expected.get("shape").get(1).intValue()));
        assertThat(all(set)).containsExactly(floats("features"));
        assertThat(set.targets().orElseThrow().values(0, set.rows())).containsExactly(floats("label"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half.npy", "half2.npy"})
    void readsBothFormatsOfHeaders(String name) throws IOException {
        Files.copy(python.resolve(name), folder.resolve("features.npy"));

        assertThat(all(FeatureSet.open(folder))).containsExactly(floats("half"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran.npy", "big-endian.npy", "objects.npy", "record.npy", "scalar.npy"})
    void refusesOtherArrays(String name) throws IOException {
        Path file = Files.copy(python.resolve(name), folder.resolve("features.npy"));

        assertThatThrownBy(() -> FeatureSet.open(folder))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void roundsToHalfPrecisionAsNumpyDoes() {
        float[] single = floats("features");
        float[] half = floats("half");
        for (int i = 0; i < single.length; i++) {
            assertThat(HalfPrecision.fromHalf(HalfPrecision.toHalf(single[i]))).isEqualTo(half[i]);
        }
    }

    @Test
    void aScalarIsAnArrayOfItsOwn() {
        try (NpyFile file = NpyFile.open(python.resolve("scalar.npy"))) {
            assertThat(file.tensor().floats()).containsExactly(2.5f);
        }
    }

    private float[] all(FeatureSet set) {
        assertThat(set.rows()).isEqualTo(expected.get("rows").intValue());
        return Samples.gather(set, IntStream.range(0, set.rows()).toArray());
    }

    private float[] floats(String name) {
        double[] numbers = Fixtures.numbers(expected.get(name));
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private JsonNode expected() {
        try {
            return new ObjectMapper().readTree(python.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path python() {
        try {
            return Path.of(PythonFeaturesTest.class.getResource("python").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureSetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = StoredType.class,
            names = {"F16", "F32"})
    void gathersRowsInTheOrderAsked(StoredType type) {
        FeatureSet set = FeatureSet.open(Samples.file(folder.resolve("f.safetensors"), type, 100, 4, 6));

        assertThat(set.shape()).containsExactly(4, 6);
        assertThat(set.width()).isEqualTo(24);
        assertThat(set.type()).isEqualTo(type);
        int[] rows = Samples.randomRows(new Random(1), 300, set.rows());
        float[] batch = Samples.gather(set, rows);
        for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < 24; column++) {
                assertThat(batch[i * 24 + column]).isEqualTo(Samples.value(rows[i], column));
            }
        }
    }

    @Test
    void gathersAPartOfAnOrderIntoAPartOfABuffer() {
        FeatureSet set = FeatureSet.open(Samples.file(folder.resolve("f.safetensors"), StoredType.F16, 9, 3));
        ByteBuffer batch = ByteBuffer.allocateDirect(4 * set.rowBytes());
        batch.position(set.rowBytes());

        set.gather(new int[] {8, 7, 6, 5}, 1, 2, batch);

        assertThat(batch.position()).isEqualTo(3 * set.rowBytes());
        assertThat(Floats.of(StoredType.F16, batch.slice(set.rowBytes(), set.rowBytes())))
                .containsExactly(Samples.row(7, 3));
    }

    @Test
    void viewsShowTheirColumnsOnly() {
        FeatureSet set = FeatureSet.open(Samples.file(folder.resolve("f.safetensors"), StoredType.F16, 9, 4, 6));

        FeatureSet query = set.query(2);
        FeatureSet columns = query.columns(1, 3);

        assertThat(query.shape()).containsExactly(6);
        assertThat(query.row(5)[0]).isEqualTo(Samples.value(5, 12));
        assertThat(columns.width()).isEqualTo(2);
        assertThat(Samples.gather(columns, 8, 0))
                .containsExactly(
                        Samples.value(8, 13), Samples.value(8, 14), Samples.value(0, 13), Samples.value(0, 14));
    }

    @Test
    void refusesRowsThatAreNotThereAndBuffersThatAreTooSmall() {
        FeatureSet set = FeatureSet.open(Samples.file(folder.resolve("f.safetensors"), StoredType.F32, 3, 2));

        assertThatThrownBy(() -> Samples.gather(set, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Samples.gather(set, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.gather(new int[] {0}, ByteBuffer.allocateDirect(7)))
                .isInstanceOf(BufferOverflowException.class);
        assertThatThrownBy(() -> set.columns(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> set.layer(1)).isInstanceOf(SondeException.class);
    }

    @Test
    void labelsAreTargets() {
        FeatureSet set = FeatureSet.open(Samples.file(folder.resolve("f.safetensors"), StoredType.F16, 5, 2));
        FloatBuffer labels = FloatBuffer.allocate(3);

        set.targets().orElseThrow().gather(new int[] {3, 2, 1}, 0, 3, labels);

        assertThat(labels.array()).containsExactly(1, 0, 1);
        assertThat(set.ids()).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void idsAndGroupsLieBesideTheFile() throws IOException {
        Path file = Samples.file(folder.resolve("f.safetensors"), StoredType.F16, 2, 2);
        Files.writeString(folder.resolve("f.ids.txt"), "a\nb\n");
        Files.writeString(folder.resolve("f.groups.txt"), "x.jpg\nx.jpg\n");

        FeatureSet set = FeatureSet.open(file);

        assertThat(set.ids()).containsExactly("a", "b");
        assertThat(set.groups()).containsExactly("x.jpg", "x.jpg");
    }

    @Test
    void aMistakeNamesFileAndTensor() throws IOException {
        Path file = folder.resolve("f.safetensors");
        StoredTensor features = StoredTensor.ofFloats("features", List.of(2L, 2L), 1, 2, 3, 4);

        complains(file, "features", StoredTensor.ofLongs("features", List.of(2L, 2L), 1, 2, 3, 4));
        complains(file, "features", StoredTensor.ofFloats("features", List.of(2L), 1, 2));
        complains(file, "features", StoredTensor.ofFloats("feature", List.of(2L, 1L), 1, 2));
        complains(file, "label", features, StoredTensor.ofLongs("label", List.of(3L), 0, 1, 1));
        complains(file, "label", features, StoredTensor.ofLongs("label", List.of(2L), 0, 2));
        complains(file, "label", features, StoredTensor.ofLongs("label", List.of(1L, 2L), 0, 1));
        complains(file, "box", features, StoredTensor.ofFloats("box", List.of(2L, 4L), 1, 2, 3, 4, 5, 6, 7, 8));
        complains(file, "box", features, StoredTensor.ofFloats("box", List.of(1L, 4L), 0, 0, 1, 1));
        Files.writeString(folder.resolve("f.ids.txt"), "a\na\n");
        complains(file, "\"a\"", features);
        Files.writeString(folder.resolve("f.ids.txt"), "a\nb\nc\n");
        complains(file, "3 ids", features);
    }

    @Test
    void numbersThatAreNotFiniteAreFound() {
        Path file = folder.resolve("f.safetensors");
        float[] values = new float[12];
        values[5] = Float.NaN;
        values[7] = Float.POSITIVE_INFINITY;
        values[11] = Float.NEGATIVE_INFINITY;
        for (StoredType type : List.of(StoredType.F16, StoredType.F32)) {
            SafetensorsWriter.write(
                    file,
                    Map.of(),
                    List.of(StoredTensor.ofFloats("features", List.of(6L, 2L), values)
                            .as(type)));

            FeatureCheck check = FeatureSet.open(file).verify();

            assertThat(check.notANumber()).isEqualTo(1);
            assertThat(check.infinite()).isEqualTo(2);
            assertThat(check.firstBad()).contains("2");
            assertThatThrownBy(check::orThrow)
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("\"2\"");
        }
    }

    @Test
    void theLargestFiniteNumbersAreSound() {
        Path file = folder.resolve("f.safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(StoredTensor.ofFloats("features", List.of(1L, 3L), 65504, -65504, 0x1p-24f)
                        .as(StoredType.F16)));

        assertThat(FeatureSet.open(file).verify().isSound()).isTrue();
    }

    @Test
    void nothingThereIsSaid() {
        assertThatThrownBy(() -> FeatureSet.open(folder.resolve("no.safetensors")))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no.safetensors");
        assertThatThrownBy(() -> FeatureSet.open(folder)).isInstanceOf(SondeException.class);
    }

    private static void complains(Path file, String about, StoredTensor... tensors) {
        SafetensorsWriter.write(file, Map.of(), List.of(tensors));
        assertThatThrownBy(() -> FeatureSet.open(file))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(about);
    }
}

package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.HalfPrecision;
import dev.sonde.format.StoredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
    private static final int ROWS = 50;

    @TempDir
    Path folder;

    private FeatureStore store;
    private final Split split = Samples.split(ROWS);

    @BeforeEach
    void smallFiles() {
        store = FeatureStore.in(folder).withShardBytes(7 * 2 * 12 * 2);
    }

    @Test
    void rowsOfEveryLayerComeBackFromManyFiles() {
        Recipe recipe = Samples.recipe(StoredType.F16, 0, 6);
        FeatureSet set = new Extraction(new Samples.CountingEncoder(recipe, 3, 4), store).run(split);

        assertThat(set.path()).isDirectoryContaining("glob:**-00008-of-00008.safetensors");
        assertThat(set.layers()).containsExactly(0, 6);
        assertThat(set.shape()).containsExactly(3, 4);
        int[] rows = Samples.randomRows(new Random(5), 200, ROWS);
        for (int layer : set.layers()) {
            float[] batch = Samples.gather(set.layer(layer).query(1), rows);
            for (int i = 0; i < rows.length; i++) {
                for (int column = 0; column < 4; column++) {
                    assertThat(batch[4 * i + column]).isEqualTo(Samples.value(rows[i], layer, 4 + column));
                }
            }
        }
    }

    @Test
    void idsImagesAndAnswersComeBack() {
        FeatureSet set = extract(Samples.recipe(StoredType.F32, 12));

        assertThat(set.ids())
                .isEqualTo(split.examples().stream().map(e -> e.id()).toList());
        assertThat(set.groups())
                .isEqualTo(split.examples().stream().map(e -> e.image()).toList());
        Targets targets = set.targets().orElseThrow();
        for (int row = 0; row < ROWS; row++) {
            assertThat(targets.answer(row)).isEqualTo(split.examples().get(row).answer());
        }
        assertThat(set.verify().orThrow().hashed())
                .isEqualTo(StoreFiles.entries(set.path()).size() - 1);
    }

    @Test
    void eachFileIsAFeatureFileOfItsOwn() {
        FeatureSet set = extract(Samples.recipe(StoredType.F16, 12));
        Path first = StoreFiles.entries(set.path()).get(0);

        FeatureSet part = FeatureSet.open(first);

        assertThat(part.row(3)).containsExactly(set.row(3));
        assertThat(part.targets().orElseThrow().value(1, 0)).isZero();
    }

    @Test
    void aSecondExtractionReadsWhatTheFirstWrote() {
        Samples.CountingEncoder encoder = new Samples.CountingEncoder(Samples.recipe(StoredType.F16, 1), 12);

        FeatureSet first = new Extraction(encoder, store).run(split);
        FeatureSet second = new Extraction(encoder, store.withShardBytes(1000)).run(split);

        assertThat(encoder.rows).isEqualTo(ROWS);
        assertThat(second.path()).isEqualTo(first.path());
        assertThat(FeatureSet.open(first.path()).key()).isEqualTo(first.key());
    }

    @Test
    void aChangedFileIsFound() throws IOException {
        FeatureSet set = extract(Samples.recipe(StoredType.F16, 1));
        Path file = StoreFiles.entries(set.path()).get(2);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        FeatureCheck check = FeatureSet.open(set.path()).verify();

        assertThat(check.changed()).containsExactly(file);
        assertThatThrownBy(check::orThrow).isInstanceOf(SondeException.class).hasMessageContaining(file.toString());
    }

    @Test
    void listsAndDeletes() throws IOException {
        FeatureSet set = extract(Samples.recipe(StoredType.F16, 1));
        extract(Samples.recipe(StoredType.F32, 1));
        Files.createDirectories(folder.resolve("0000000000000000"));

        assertThat(store.list()).hasSize(3).filteredOn(StoredFeatures::isWhole).hasSize(2);
        assertThat(store.toString()).contains(set.key().orElseThrow().address()).contains("not whole");

        store.delete(set.key().orElseThrow());

        assertThat(store.find(set.key().orElseThrow())).isEmpty();
        assertThat(set.path()).doesNotExist();
        assertThat(store.list()).hasSize(2);
    }

    @Test
    void whatIsKeptInHalvesIsRoundedAndTooLargeNumbersNameTheirRow() {
        FeatureKey key = FeatureKey.of(Samples.recipe(StoredType.F16, 3), split);
        float third = 1 / 3f;
        try (FeatureWriter writer = store.write(key, FeatureRows.of(split), List.of(2))) {
            assertThatThrownBy(() -> writer.add(4, 3, new float[] {1, 65520}, 0))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("\"e4\"")
                    .hasMessageContaining("65520")
                    .hasMessageContaining("column 1");
            assertThatThrownBy(() -> writer.add(4, 3, new float[] {Float.NaN, 1}, 0))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("NaN");
            for (int row = 0; row < ROWS; row++) {
                writer.add(row, 3, new float[] {0, third, 65519}, 1);
            }
            FeatureSet set = writer.finish();
            assertThat(set.row(4)).containsExactly(HalfPrecision.fromHalf(HalfPrecision.toHalf(third)), 65504);
        }
    }

    @Test
    void theWriterTakesEachRowOfTheCurrentFileOnce() {
        FeatureKey key = FeatureKey.of(Samples.recipe(StoredType.F16, 3), split);
        float[] values = Samples.row(0, 12);
        try (FeatureWriter writer = store.write(key, FeatureRows.of(split), List.of(12))) {
            writer.add(1, 3, values, 0);
            assertThatThrownBy(() -> writer.add(1, 3, values, 0)).hasMessageContaining("twice");
            assertThatThrownBy(() -> writer.add(writer.chunkEnd(), 3, values, 0))
                    .hasMessageContaining("expected");
            assertThatThrownBy(() -> writer.add(0, 4, values, 0)).hasMessageContaining("layer 4");
            assertThatThrownBy(() -> writer.add(0, 3, values, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void anotherDivisionIntoFilesBeginsAnew() {
        FeatureKey key = FeatureKey.of(Samples.recipe(StoredType.F16, 3), split);
        try (FeatureWriter writer = store.write(key, FeatureRows.of(split), List.of(12))) {
            int end = writer.chunkEnd();
            for (int row = 0; row < end; row++) {
                writer.add(row, 3, Samples.row(row, 12), 0);
            }
            assertThat(writer.firstMissing()).isEqualTo(end);
        }
        try (FeatureWriter writer = store.withShardBytes(24).write(key, FeatureRows.of(split), List.of(12))) {
            assertThat(writer.firstMissing()).isZero();
            assertThat(StoreFiles.entries(folder.resolve(key.address()))).isEmpty();
        }
    }

    @Test
    void aSplitWithoutExamplesIsAMistake() {
        FeatureKey key = FeatureKey.of(Samples.recipe(StoredType.F16, 3), Samples.split(0));
        assertThatThrownBy(() -> store.write(key, FeatureRows.of(Samples.split(0)), List.of(12)))
                .isInstanceOf(SondeException.class);
    }

    @Test
    void theSameFeaturesAreTheSameBytes() {
        Map<String, String> once =
                Samples.hashes(extract(Samples.recipe(StoredType.F16, 1)).path());
        store.delete(FeatureKey.of(Samples.recipe(StoredType.F16, 1), split));

        assertThat(Samples.hashes(extract(Samples.recipe(StoredType.F16, 1)).path()))
                .isEqualTo(once);
    }

    private FeatureSet extract(Recipe recipe) {
        return new Extraction(new Samples.CountingEncoder(recipe, 12), store).run(split);
    }
}

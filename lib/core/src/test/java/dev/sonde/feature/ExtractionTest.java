package dev.sonde.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionTest {
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    private final Recipe recipe = Samples.recipe(StoredType.F16, 1);
    private final Split split = Samples.split(ROWS);

    @Test
    void anInterruptedExtractionStopsAndGoesOn() {
        FeatureStore store = FeatureStore.in(folder).withShardBytes(10 * 2 * 3);
        Samples.CountingEncoder counting = new Samples.CountingEncoder(recipe, 3);
        Extraction interrupted =
                new Extraction(after(25, counting, () -> Thread.currentThread().interrupt()), store);

        assertThatThrownBy(() -> interrupted.run(split)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        int before = counting.rows;
        FeatureSet set = new Extraction(counting, store).run(split);

        assertThat(counting.rows - before).isEqualTo(20);
        assertThat(set.row(39)).containsExactly(Samples.row(139, 3));
    }

    @Test
    void anErrorOfTheModelLeavesWholeFilesAndNoLock() {
        FeatureStore store = FeatureStore.in(folder).withShardBytes(10 * 2 * 3);
        Samples.CountingEncoder counting = new Samples.CountingEncoder(recipe, 3);
        Extraction failing = new Extraction(
                after(15, counting, () -> {
                    throw new IllegalStateException("broken picture");
                }),
                store);

        assertThatThrownBy(() -> failing.run(split)).hasMessage("broken picture");
        assertThat(StoreFiles.entries(
                        folder.resolve(FeatureKey.of(recipe, split).address())))
                .hasSize(1);
        assertThat(new Extraction(counting, store).run(split).rows()).isEqualTo(ROWS);
    }

    @Test
    void anEncoderThatLeavesOutExamplesIsToldSo() {
        Encoder lazy = after(0, new Samples.CountingEncoder(recipe, 3), () -> {});
        Encoder leavesOut = new Encoder() {
            @Override
            public Recipe recipe() {
                return lazy.recipe();
            }

            @Override
            public List<Integer> shape() {
                return lazy.shape();
            }

            @Override
            public void encode(List<Example> chunk, RowSink sink) {
                sink.row(0, 1, new float[3], 0);
            }
        };
        assertThatThrownBy(() -> new Extraction(leavesOut, FeatureStore.in(folder)).run(split))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("left out");
    }

    @Test
    void threadsShareOneExtraction() throws Exception {
        Samples.CountingEncoder counting = new Samples.CountingEncoder(recipe, 3);
        Extraction extraction = new Extraction(counting, FeatureStore.in(folder));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<FeatureSet>> runs = Stream.generate(() -> threads.submit(() -> extraction.run(split)))
                    .limit(4)
                    .toList();
            for (Future<FeatureSet> run : runs) {
                assertThat(run.get().rows()).isEqualTo(ROWS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(counting.rows).isEqualTo(ROWS);
    }

    @Test
    void boxesAreKeptAsCentreAndSize() {
        Example example = new Example("a", "i", "t", new Answer.Region(Box.unit(0.25, 0.5, 0.5, 0.25)), Map.of());
        Encoder zeros = new Samples.CountingEncoder(recipe, 3) {
            @Override
            public void encode(List<Example> chunk, RowSink sink) {
                sink.row(0, 1, new float[3], 0);
            }
        };

        FeatureSet set = new Extraction(zeros, FeatureStore.in(folder)).run(new Split("one", List.of(example)));

        Targets targets = set.targets().orElseThrow();
        assertThat(targets.values(0, 1)).containsExactly(0.5f, 0.625f, 0.5f, 0.25f);
        assertThat(targets.answer(0)).isEqualTo(example.answer());
    }

    @Test
    void boxesInPixelsAreRefused() {
        Example example = new Example("a", "i", "t", new Answer.Region(Box.pixels(1, 1, 2, 2)), Map.of());
        assertThatThrownBy(() -> FeatureRows.of(new Split("one", List.of(example))))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("a");
    }

    /** Does something when so many rows were given. */
    private static Encoder after(int rows, Samples.CountingEncoder encoder, Runnable action) {
        return new Encoder() {
            @Override
            public Recipe recipe() {
                return encoder.recipe();
            }

            @Override
            public List<Integer> shape() {
                return encoder.shape();
            }

            @Override
            public void encode(List<Example> chunk, RowSink sink) {
                encoder.encode(chunk, (index, layer, values, offset) -> {
                    if (encoder.rows == rows) {
                        action.run();
                    }
                    sink.row(index, layer, values, offset);
                });
            }
        };
    }
}

package dev.sonde.bench;

import dev.sonde.feature.FeatureKey;
import dev.sonde.feature.FeatureRows;
import dev.sonde.feature.FeatureSet;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.FeatureWriter;
import dev.sonde.feature.Recipe;
import dev.sonde.feature.Targets;
import dev.sonde.format.StoredType;
import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.Objective;
import dev.sonde.probe.ProbeData;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainedProbe;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Probes features that are many times larger than the heap: writes rows of 32 x 768 halves to a feature store and trains
 * a linear probe for one epoch. Prints seconds and memory; a probe that learns nothing is an error.
 *
 * <p>{@code BigProbe FOLDER ROWS}: 131,072 rows need 6.4 GB of disk below the folder, which are deleted again.
 */
public final class BigProbe {
    private static final int QUERIES = 32;
    private static final int HIDDEN = 768;
    private static final int WIDTH = QUERIES * HIDDEN;
    private static final int VALIDATION = 2048;

    /** The two classes lie 0.1 deviations apart in each column: by a step or two a probe knows them. */
    private static final float MARGIN = 0.05f;

    /** Rows are windows of one array of noise: cheap, and nearly all different. */
    private static final int OFFSETS = 1 << 16;

    private static final double LEAST_ACCURACY = 0.95;

    private final Path folder;
    private final int rows;

    private BigProbe(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    /** Writes, trains, reports, deletes. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "big-probe-");
        try {
            new BigProbe(folder, Integer.parseInt(arguments[1])).run();
        } finally {
            delete(folder);
        }
    }

    private void run() throws Exception {
        double accuracy;
        Stopwatch writing = Stopwatch.start();
        write();
        double writingSeconds = writing.wallSeconds();
        Stopwatch work = Stopwatch.start();
        try (Torch torch = Torch.open();
                MemoryWatch memory = MemoryWatch.start()) {
            torch.threads(1);
            // Found again as another process would, without what writing left behind.
            FeatureSet features = FeatureStore.in(folder).find(key()).orElseThrow();
            accuracy = probe(torch, ProbeData.of(features));
            BenchReport.of("big-probe", work, writingSeconds, 1)
                    .with("rows", rows)
                    .with("gigabytes", BenchReport.rounded((double) rows * features.rowBytes() / 1e9))
                    .with("accuracy", accuracy)
                    .with("max_heap_mb", (int) (Runtime.getRuntime().maxMemory() >> 20))
                    .with("peak_heap_mb", memory.peakHeapMegabytes())
                    .with("peak_own_rss_mb", memory.peakOwnMegabytes())
                    .with("peak_mapped_rss_mb", memory.peakMappedMegabytes())
                    .print();
        }
        if (accuracy < LEAST_ACCURACY) {
            throw new IllegalStateException("the probe has an accuracy of " + accuracy);
        }
    }

    private FeatureKey key() {
        Recipe recipe = new Recipe("noise", "none", "none", "none", List.of(12), StoredType.F16);
        return new FeatureKey(recipe, Integer.toString(rows));
    }

    private void write() {
        Random random = new Random(1);
        float[][] noise = {noise(random, -MARGIN), noise(random, MARGIN)};
        float[] answers = new float[rows];
        IntStream.range(0, rows).forEach(row -> answers[row] = random.nextInt(2));
        FeatureRows names = new FeatureRows(
                IntStream.range(0, rows).mapToObj(Integer::toString).toList(),
                List.of(),
                Optional.of(Targets.of(Targets.Kind.TRUTH, answers)));
        try (FeatureWriter writer = FeatureStore.in(folder).write(key(), names, List.of(QUERIES, HIDDEN))) {
            for (int row = 0; row < rows; row++) {
                writer.add(row, 12, noise[(int) answers[row]], random.nextInt(OFFSETS));
            }
            writer.finish();
        }
    }

    private static float[] noise(Random random, float mean) {
        float[] noise = new float[WIDTH + OFFSETS];
        IntStream.range(0, noise.length).forEach(i -> noise[i] = (float) random.nextGaussian() + mean);
        return noise;
    }

    private double probe(Torch torch, ProbeData data) {
        ProbeData train = data.choose(IntStream.range(0, rows - VALIDATION).toArray());
        ProbeData held = data.choose(IntStream.range(rows - VALIDATION, rows).toArray());
        ProbeTrial trial = ProbeTrial.linear(Objective.truth())
                .withOptions(TrainingOptions.vsr().withEpochs(1).withLearningRate(1e-3));
        try (TrainedProbe probe = FrozenTrainer.on(torch).train(trial, train, held)) {
            return probe.history().best().score();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

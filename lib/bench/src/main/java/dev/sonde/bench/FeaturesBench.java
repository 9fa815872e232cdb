package dev.sonde.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import dev.sonde.format.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes what probes are measured on: features in half precision that tell a little about a truth value, boxes that they
 * tell nothing about, and the settings of a search. The same options give the same files.
 *
 * <p>The features are noise of deviation 1; each truth value adds a direction that a probe can find, so that the losses
 * fall as those of real features do. There are 7,680 rows of 24,576 numbers, as many as VSR's training split has.
 */
final class FeaturesBench {
    private static final Map<String, String> PT = Map.of("format", "pt");
    private static final float SIGNAL = 0.01f;
    private static final double LOWEST_RATE = 1e-5;
    private static final double HIGHEST_RATE = 5e-4;
    private static final int WEIGHTS = 11; // 1, 2, 4, ..., 20: the paper's Table 4

    private final Random random;
    private final int width;
    private final float[] direction;

    private FeaturesBench(Random random, int width) {
        this.random = random;
        this.width = width;
        this.direction = noise();
    }

    static void run(BenchOptions options) {
        Path folder = options.path("out");
        int rows = options.integer("rows", 7680);
        int held = options.integer("held", 1024);
        int trials = options.integer("trials", 32);
        FeaturesBench features =
                new FeaturesBench(new Random(options.integer("seed", 0)), options.integer("width", 24576));
        options.refuseOthers();
        features.write(folder.resolve("train.safetensors"), rows);
        features.write(folder.resolve("val.safetensors"), held);
        WholeFile.write(folder.resolve("trials.json"), features.trials(trials) + "\n");
        System.out.println("{\"cmd\": \"features\", \"folder\": \"" + folder + "\"}");
    }

    private void write(Path path, int rows) {
        List<TensorShape> shapes = List.of(
                TensorShape.of("box", StoredType.F32, rows, 4),
                TensorShape.of("label", StoredType.F32, rows),
                TensorShape.of("features", StoredType.F16, rows, width));
        float[] labels = new float[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextBoolean() ? 1 : 0;
        }
        try (SafetensorsWriter writer = SafetensorsWriter.open(path, PT, shapes)) {
            writer.floats(BenchPairs.boxes(rows, random));
            writer.floats(labels);
            for (float label : labels) {
                writer.floats(row(label));
            }
        }
    }

    private float[] row(float label) {
        float[] row = noise();
        for (int i = 0; i < width; i++) {
            row[i] += (2 * label - 1) * SIGNAL * direction[i];
        }
        return row;
    }

    private float[] noise() {
        float[] row = new float[width];
        for (int i = 0; i < width; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    /** Learning rates and loss weights of the paper's Table 4; the epochs are those of the command line. */
    private ArrayNode trials(int count) {
        ArrayNode trials = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            trials.addObject()
                    .put("lr", LOWEST_RATE + (HIGHEST_RATE - LOWEST_RATE) * random.nextDouble())
                    .put("giou", Math.max(1, 2 * random.nextInt(WEIGHTS)))
                    .put("l1", Math.max(1, 2 * random.nextInt(WEIGHTS)));
        }
        return trials;
    }
}

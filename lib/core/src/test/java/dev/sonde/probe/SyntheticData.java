package dev.sonde.probe;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.Frame;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.feature.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random features, in whose columns something is planted. */
final class SyntheticData {
    static final Tag HALF = new Tag("half");

    private SyntheticData() {}

    /**
     * Truth values that a linear probe can read off query 1 as well as the margin allows; 0 is no signal at all. Two
     * rows each have an image in common.
     */
    static ProbeData truths(String name, int rows, int queries, int hidden, double margin, long seed) {
        Random random = new Random(seed);
        float[][] features = new float[rows][queries * hidden];
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            boolean truth = random.nextBoolean();
            fill(features[row], random);
            int query = queries > 1 ? 1 : 0;
            for (int i = 0; i < hidden; i++) {
                features[row][query * hidden + i] += (float) ((truth ? margin : -margin) / Math.sqrt(hidden));
            }
            Map<Tag, String> tags = Map.of(HALF, row < rows / 2 ? "first" : "second");
            examples.add(new Example(
                    name + "-" + row, "image-" + row / 2, "text " + row / 3, new Answer.Truth(truth), tags));
        }
        return ProbeData.of(new MemoryRows(features, queries, name), new Split(name, examples));
    }

    /** Boxes whose logits are linear in the features. */
    static ProbeData boxes(String name, int rows, int queries, int hidden, long seed) {
        Random fixed = new Random(7);
        double[][] weights = new double[4][queries * hidden];
        for (double[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] = fixed.nextGaussian() / Math.sqrt(row.length);
            }
        }
        Random random = new Random(seed);
        float[][] features = new float[rows][queries * hidden];
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            fill(features[row], random);
            double[] numbers = new double[4];
            for (int i = 0; i < 4; i++) {
                double logit = 0;
                for (int j = 0; j < features[row].length; j++) {
                    logit += weights[i][j] * features[row][j];
                }
                numbers[i] = Answers.sigmoid(logit);
            }
            Box box = Box.centred(
                    0.35 + 0.3 * numbers[0],
                    0.35 + 0.3 * numbers[1],
                    0.2 + 0.4 * numbers[2],
                    0.2 + 0.4 * numbers[3],
                    Frame.UNIT);
            examples.add(new Example(name + "-" + row, "image-" + row / 2, "text", new Answer.Region(box), Map.of()));
        }
        return ProbeData.of(new MemoryRows(features, queries, name), new Split(name, examples));
    }

    /** The same rows with answers that are drawn anew. */
    static ProbeData shuffled(ProbeData data, long seed) {
        Random random = new Random(seed);
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextBoolean() ? 1 : 0;
        }
        return data.withTargets(Targets.of(Targets.Kind.TRUTH, values));
    }

    private static void fill(float[] row, Random random) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
    }
}

package dev.sonde.probe;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.Frame;
import dev.sonde.data.Split;
import dev.sonde.format.StoredTensor;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.ImageTokens;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.VisionConfig;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Images of 2 x 2 tokens in one of which a thing is, and texts that name a column, some with words that say nothing. The
 * sum of the tokens of an image is the same wherever the thing is: a model must attend to place and thing together.
 */
final class PlantedScenes {
    static final int IMAGE_TOKENS = 4;
    static final int IMAGE_WIDTH = 8;
    static final int BATCH = 32;
    private static final int WORDS = 12;
    private static final int CELLS = 4;

    private PlantedScenes() {}

    /** A tiny Q-Former whose weights nobody has trained. */
    static JointModel model(double dropout, long seed) {
        QFormerConfig qformer =
                new QFormerConfig(2, 16, 2, 2, 32, IMAGE_WIDTH, 1, true, WORDS, 8, 0, 1e-12, dropout, dropout);
        Blip2Config config = new Blip2Config(new VisionConfig(28, 14, IMAGE_WIDTH, 1, 2, 8, 1e-6, true), qformer, 4);
        return JointModel.blip2(qformer, RandomCheckpoint.blip2(config, seed).withDeviation(0.3));
    }

    /** A linear probe, fast enough to see the thing after a few epochs of some hundred examples. */
    static ProbeTrial trial(int epochs) {
        return ProbeTrial.linear(Objective.truth())
                .withOptions(TrainingOptions.defaults()
                        .withBatch(BATCH)
                        .withEpochs(epochs)
                        .withLearningRate(3e-3)
                        .withSeed(3));
    }

    /** All weights of a model and its probe. */
    static float[][] numbers(TrainedJoint joint) {
        List<float[]> numbers = new ArrayList<>();
        joint.network().parameters().arrays().values().forEach(array -> numbers.add(array.toFloatArray()));
        joint.weights().values().forEach(array -> numbers.add(array.toFloatArray()));
        return numbers.toArray(float[][]::new);
    }

    /** Whether the thing is in the column that the text names. Two examples have an image in common. */
    static JointData truths(Torch torch, String name, int rows, long seed) {
        return of(torch, name, rows, seed, true);
    }

    /** Where the thing is. */
    static JointData boxes(Torch torch, String name, int rows, long seed) {
        return of(torch, name, rows, seed, false);
    }

    private static JointData of(Torch torch, String name, int rows, long seed, boolean truths) {
        Random random = new Random(seed);
        int[] cells = random.ints((rows + 1) / 2, 0, CELLS).toArray();
        int[] images = new int[rows];
        List<int[]> texts = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            images[row] = row / 2;
            int cell = cells[images[row]];
            int column = random.nextInt(2);
            texts.add(text(column, random.nextInt(3)));
            Answer answer = truths
                    ? new Answer.Truth(cell % 2 == column)
                    : new Answer.Region(
                            Box.centred(0.25 + 0.5 * (cell % 2), 0.25 + 0.5 * (cell / 2), 0.4, 0.4, Frame.UNIT));
            examples.add(new Example(name + "-" + row, "image-" + images[row], "column " + column, answer, Map.of()));
        }
        return JointData.of(
                new Split(name, examples),
                ImageTextPairs.of(images, texts),
                ImageTokens.stored(torch, tokens(cells, random)));
    }

    private static int[] text(int column, int filling) {
        int[] ids = new int[3 + filling];
        ids[0] = 1;
        ids[1] = 3 + column;
        for (int i = 0; i < filling; i++) {
            ids[2 + i] = 6 + i;
        }
        ids[2 + filling] = 2;
        return ids;
    }

    private static StoredTensor tokens(int[] cells, Random random) {
        float[] values = new float[cells.length * IMAGE_TOKENS * IMAGE_WIDTH];
        for (int image = 0; image < cells.length; image++) {
            for (int token = 0; token < IMAGE_TOKENS; token++) {
                int at = (image * IMAGE_TOKENS + token) * IMAGE_WIDTH;
                values[at + token] = 2;
                values[at + 5] = cells[image] == token ? 2 : -1;
                values[at + 6] = (float) (0.2 * random.nextGaussian());
            }
        }
        return StoredTensor.ofFloats(
                "image", List.of((long) cells.length, (long) IMAGE_TOKENS, (long) IMAGE_WIDTH), values);
    }
}

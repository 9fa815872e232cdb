package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Parameters;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * How the weights of a narrow model begin. BERT's standard deviation of 0.02 fits 768 numbers a token: where a token has
 * 64, all queries would begin nearly alike and each layer would hardly change them.
 *
 * <p>Biases stay 0 and gains 1. A seed gives the same weights on every machine, whatever else the model holds.
 *
 * @param tables standard deviation of queries, words, positions and class tokens
 * @param gain a matrix has the standard deviation gain / √(numbers that go in)
 */
public record Initialisation(double tables, double gain) {
    private static final Pattern TABLE =
            Pattern.compile("query_tokens|cls_token|class_embedding|position_embeddings?(\\.weight)?$"
                    + "|(word|token_type)_embeddings\\.weight|embed_tokens\\.weight");

    /** 0.2 and 0.6. */
    public static Initialisation narrow() {
        return new Initialisation(0.2, 0.6);
    }

    /** Gives all matrices and tables new random numbers. */
    public void apply(Parameters parameters, long seed) {
        parameters.arrays().forEach((name, array) -> {
            long[] shape = array.getShape().getShape();
            if (shape.length > 1) {
                fill(array, deviation(name, shape), Draws.of(seed, name.hashCode()));
            }
        });
    }

    private double deviation(String name, long... shape) {
        long rows = shape[0];
        long size = 1;
        for (long axis : shape) {
            size *= axis;
        }
        return TABLE.matcher(name).find() ? tables : gain / Math.sqrt((double) size / rows);
    }

    private static void fill(NDArray array, double deviation, Random draws) {
        float[] values = new float[(int) array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * draws.nextGaussian());
        }
        array.set(FloatBuffer.wrap(values));
    }
}

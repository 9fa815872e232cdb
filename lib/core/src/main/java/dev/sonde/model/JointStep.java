package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.Objects;

/**
 * A step of training a model together with what reads it, such as a resampler and a probe on its queries: pairs are read
 * in train mode (with dropout), and all arrays of the optimiser move against the gradients of the mean loss of the batch.
 *
 * <p>A batch is read in parts of bounded memory whose gradients are added, which gives the step of the whole batch.
 *
 * <pre>{@code
 * try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(weights))) {
 *     JointStep joint = JointStep.of(torch, qformer, images, pairs, optimizer).withPart(16);
 *     double loss = joint.take(new int[] {5, 3, 8}, (queries, numbers) -> ..., 1e-5);
 * }
 * }</pre>
 */
public final class JointStep {
    private static final int USUAL_PART = 16;

    private final Torch torch;
    private final PairReader reader;
    private final AdamW optimizer;
    private final int part;

    /** The loss of what a model makes of pairs. */
    @FunctionalInterface
    public interface QueryLoss {
        /**
         * A scalar: the mean loss of some pairs.
         *
         * @param queries as {@link PairReader#read} gives them, [pairs, queries, width]
         * @param pairs their numbers
         */
        NDArray of(NDArray queries, int[] pairs);
    }

    private JointStep(Torch torch, PairReader reader, AdamW optimizer, int part) {
        this.torch = torch;
        this.reader = reader;
        this.optimizer = optimizer;
        this.part = part;
    }

    /**
     * Steps in parts of 16 pairs.
     *
     * @param optimizer of the weights that shall move: of the resampler and of what reads its queries
     */
    public static JointStep of(
            Torch torch, Resampler resampler, ImageTokens images, ImageTextPairs pairs, AdamW optimizer) {
        return of(torch, new ResamplerReader(torch, resampler, images, pairs), optimizer);
    }

    /** Steps of any model, in parts of 16 pairs. */
    public static JointStep of(Torch torch, PairReader reader, AdamW optimizer) {
        return new JointStep(torch, reader, optimizer, USUAL_PART);
    }

    /** Reads that many pairs at a time: the fewer, the less memory. A full-size pair takes about 60 MB. */
    public JointStep withPart(int size) {
        if (size < 1) {
            throw new SondeException("A part of a batch cannot have " + size + " pairs", "Give at least 1.");
        }
        return new JointStep(torch, reader, optimizer, size);
    }

    /**
     * Takes a step.
     *
     * @param batch the numbers of the pairs
     * @param rate the learning rate
     * @return the mean loss before the step
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; the weights are then as before
     */
    public double take(int[] batch, QueryLoss loss, double rate) {
        if (batch.length <= part) {
            return torch.training(() -> {
                NDArray value = loss(batch, loss);
                optimizer.step(value, rate);
                return (double) value.getFloat();
            });
        }
        try {
            double sum = 0;
            for (int start = 0; start < batch.length; start += part) {
                sum += add(Arrays.copyOfRange(batch, start, Math.min(batch.length, start + part)), batch.length, loss);
            }
            optimizer.step(rate);
            return sum;
        } finally {
            optimizer.forget();
        }
    }

    private double add(int[] numbers, int batch, QueryLoss loss) {
        return torch.training(() -> {
            NDArray value = loss(numbers, loss);
            double weight = numbers.length / (double) batch;
            optimizer.add(value, weight);
            return weight * value.getFloat();
        });
    }

    private NDArray loss(int[] numbers, QueryLoss loss) {
        return Objects.requireNonNull(loss.of(reader.read(numbers, Mode.TRAIN), numbers), "loss");
    }
}

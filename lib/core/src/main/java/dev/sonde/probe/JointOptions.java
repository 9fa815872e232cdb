package dev.sonde.probe;

import dev.sonde.display.SondeException;
import java.util.OptionalLong;

/**
 * How a model is trained together with its probe, besides what {@link TrainingOptions} says of both.
 *
 * @param part pairs that are read at a time; the gradients of a batch's parts are added. The fewer, the less memory: a
 *     full-size pair takes about 60 MB. It changes the result by rounding, and by which numbers dropout strikes
 * @param rateFactor the learning rate of the model's weights as a multiple of the probe's; 1 in the paper, 0 leaves the
 *     model as it is
 * @param maxNorm gradients whose norm, taken over all weights together, is larger are scaled down to it; infinity: never
 * @param dropoutSeed what dropout strikes; that of the trial unless given
 */
public record JointOptions(int part, double rateFactor, double maxNorm, OptionalLong dropoutSeed) {
    private static final int USUAL_PART = 16;

    public JointOptions {
        require(part >= 1, "number of pairs that are read at a time", part, "at least 1");
        require(rateFactor >= 0 && Double.isFinite(rateFactor), "rate factor", rateFactor, "a number from 0 on");
        require(maxNorm > 0, "largest norm of the gradients", maxNorm, "a positive number");
    }

    /** 16 pairs at a time, one learning rate for all, no clipping, one seed. */
    public static JointOptions defaults() {
        return new JointOptions(USUAL_PART, 1, Double.POSITIVE_INFINITY, OptionalLong.empty());
    }

    /** Other parts of a batch. */
    public JointOptions withPart(int pairs) {
        return new JointOptions(pairs, rateFactor, maxNorm, dropoutSeed);
    }

    /** Another learning rate of the model's weights, as a multiple of the probe's. */
    public JointOptions withRateFactor(double factor) {
        return new JointOptions(part, factor, maxNorm, dropoutSeed);
    }

    /** Clipped gradients; 1 is usual. */
    public JointOptions withMaxNorm(double norm) {
        return new JointOptions(part, rateFactor, norm, dropoutSeed);
    }

    /** An own seed of dropout, so that first weights, order and dropout vary apart. */
    public JointOptions withDropoutSeed(long seed) {
        return new JointOptions(part, rateFactor, maxNorm, OptionalLong.of(seed));
    }

    private static void require(boolean holds, String name, Number found, String expected) {
        if (!holds) {
            throw new SondeException(
                    "The " + name + " is " + found + "; expected " + expected,
                    "JointOptions.defaults() has the paper's values.");
        }
    }
}

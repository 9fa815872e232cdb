package dev.sonde.probe;

import dev.sonde.display.SondeException;
import java.util.OptionalLong;

/**
 * How a probe is trained: AdamW (betas 0.9 and 0.999, eps 1e-8) on shuffled batches, with a warm-up and a decay.
 *
 * <p>The paper (section 3 and Appendix B) gives batch 128, weight decay 0.01, a warm-up of 10 %, and for RCM early
 * stopping after 10 epochs without improvement; learning rate and epochs are searched (Table 4). It does not say how
 * the rate falls after the warm-up: here linearly, as is usual.
 *
 * @param learningRate the highest one
 * @param epochs passes over the training rows
 * @param batch rows of a step; the last rows of an epoch that do not fill a batch are left out
 * @param weightDecay of AdamW, on weights and biases alike
 * @param warmup the share of all steps over which the rate rises
 * @param decay how the rate falls after that
 * @param patience epochs without a better validation score after which training stops; 0 for never
 * @param seed of the first weights, and of the order unless that has its own
 * @param orderSeed of the order of the rows
 * @param threads of PyTorch, for the whole process; 0 leaves them as they are
 */
public record TrainingOptions(
        double learningRate,
        int epochs,
        int batch,
        double weightDecay,
        double warmup,
        Decay decay,
        int patience,
        long seed,
        OptionalLong orderSeed,
        int threads) {
    private static final int PAPER_BATCH = 128;
    private static final double PAPER_WEIGHT_DECAY = 0.01;
    private static final double PAPER_WARMUP = 0.1;

    public TrainingOptions {
        require(learningRate > 0 && Double.isFinite(learningRate), "learning rate", learningRate, "a positive number");
        require(epochs >= 1, "number of epochs", epochs, "at least 1");
        require(batch >= 1, "batch size", batch, "at least 1");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weight decay", weightDecay, "a number from 0 on");
        require(warmup >= 0 && warmup <= 1, "warm-up", warmup, "a share from 0 to 1");
        require(patience >= 0, "patience", patience, "a number of epochs, or 0 for never");
        require(threads >= 0, "number of threads", threads, "at least 1, or 0 to leave it");
    }

    /** Learning rate 3e-4, 5 epochs, and the paper's batch, weight decay and warm-up; seed 0. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(
                3e-4, 5, PAPER_BATCH, PAPER_WEIGHT_DECAY, PAPER_WARMUP, Decay.LINEAR, 0, 0, OptionalLong.empty(), 0);
    }

    /** What the paper chose for VSR and the frozen Q-Former: 3.92e-4, 5 epochs (Table 4). */
    public static TrainingOptions vsr() {
        return defaults().withLearningRate(3.92e-4).withEpochs(5);
    }

    /** What the paper chose for RCM and the frozen Q-Former: 1.94e-5, 100 epochs (Table 4), patience 10 (Appendix B). */
    public static TrainingOptions rcm() {
        return defaults().withLearningRate(1.94e-5).withEpochs(100).withPatience(10);
    }

    /** What the paper chose for RefCOCOg and the frozen Q-Former: 4.85e-4, 40 epochs (Table 4); with GIoU 6, L1 20. */
    public static TrainingOptions refCoco() {
        return defaults().withLearningRate(4.85e-4).withEpochs(40);
    }

    /** Another highest learning rate. */
    public TrainingOptions withLearningRate(double rate) {
        return new TrainingOptions(rate, epochs, batch, weightDecay, warmup, decay, patience, seed, orderSeed, threads);
    }

    /** Another number of epochs. */
    public TrainingOptions withEpochs(int number) {
        return new TrainingOptions(
                learningRate, number, batch, weightDecay, warmup, decay, patience, seed, orderSeed, threads);
    }

    /** Another batch size. */
    public TrainingOptions withBatch(int rows) {
        return new TrainingOptions(
                learningRate, epochs, rows, weightDecay, warmup, decay, patience, seed, orderSeed, threads);
    }

    /** Another weight decay. */
    public TrainingOptions withWeightDecay(double value) {
        return new TrainingOptions(
                learningRate, epochs, batch, value, warmup, decay, patience, seed, orderSeed, threads);
    }

    /** A warm-up of another share of all steps; its first step is never 0. */
    public TrainingOptions withWarmup(double share) {
        return new TrainingOptions(
                learningRate, epochs, batch, weightDecay, share, decay, patience, seed, orderSeed, threads);
    }

    /** Another decay. */
    public TrainingOptions withDecay(Decay other) {
        return new TrainingOptions(
                learningRate, epochs, batch, weightDecay, warmup, other, patience, seed, orderSeed, threads);
    }

    /** Early stopping after so many epochs without a better validation score; 0 for none. */
    public TrainingOptions withPatience(int number) {
        return new TrainingOptions(
                learningRate, epochs, batch, weightDecay, warmup, decay, number, seed, orderSeed, threads);
    }

    /**
     * Another seed. Weights and order are then those of a PyTorch program that calls {@code torch.manual_seed(seed)},
     * makes the probe, and draws {@code torch.randperm(rows)} at the beginning of each epoch.
     */
    public TrainingOptions withSeed(long number) {
        return new TrainingOptions(
                learningRate, epochs, batch, weightDecay, warmup, decay, patience, number, orderSeed, threads);
    }

    /** An own seed of the order, so that weights and order vary apart: {@code torch.manual_seed} before the epochs. */
    public TrainingOptions withOrderSeed(long number) {
        return new TrainingOptions(
                learningRate,
                epochs,
                batch,
                weightDecay,
                warmup,
                decay,
                patience,
                seed,
                OptionalLong.of(number),
                threads);
    }

    /** Another number of threads. */
    public TrainingOptions withThreads(int number) {
        return new TrainingOptions(
                learningRate, epochs, batch, weightDecay, warmup, decay, patience, seed, orderSeed, number);
    }

    /** The steps of an epoch: whole batches, or one smaller batch where there are not that many rows. */
    public int stepsPerEpoch(int rows) {
        return Math.max(1, rows / batch);
    }

    /**
     * The learning rate of a step: over the first max(1, floor(warm-up * steps)) steps it rises in equal parts to the
     * highest rate, then it falls.
     *
     * @param step from 0
     * @param steps of the whole training
     */
    public double rate(long step, long steps) {
        long rise = Math.max(1, (long) (steps * warmup));
        return learningRate * (step < rise ? (step + 1) / (double) rise : decay.factor(step, rise, steps));
    }

    private static void require(boolean holds, String name, Number found, String expected) {
        if (!holds) {
            throw new SondeException(
                    "The " + name + " is " + found + "; expected " + expected,
                    "See TrainingOptions for the paper's values.");
        }
    }
}

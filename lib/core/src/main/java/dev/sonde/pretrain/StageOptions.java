package dev.sonde.pretrain;

import dev.sonde.display.SondeException;
import dev.sonde.torch.Schedule;

/**
 * How a stage is trained: AdamW with betas 0.9 and 0.98, gradients clipped to norm 1, a warm-up and then a straight line
 * down to 0.
 *
 * @param steps of the whole training
 * @param rate the highest learning rate
 * @param warmUp the share of the steps over which the rate rises
 * @param weightDecay of all weights
 * @param seed decides all batches
 * @param curveEvery after how many steps the learning curve gets a point, the mean of these steps
 * @param evaluateEvery after how many steps the stage is evaluated; also after the last
 * @param saveEvery after how many steps the state is saved, if it is; also after the last
 */
public record StageOptions(
        long steps,
        double rate,
        double warmUp,
        double weightDecay,
        long seed,
        long curveEvery,
        long evaluateEvery,
        long saveEvery) {
    /** @throws SondeException if there is no step, or a share or an interval that cannot be */
    public StageOptions {
        boolean counts = steps > 0 && Math.min(curveEvery, Math.min(evaluateEvery, saveEvery)) > 0;
        if (!counts || !(rate > 0) || !(warmUp >= 0 && warmUp <= 1) || !(weightDecay >= 0)) {
            throw new SondeException(
                    "A stage cannot have " + steps + " steps, rate " + rate + ", warm-up " + warmUp + ", weight decay "
                            + weightDecay + " and points after " + curveEvery + ", " + evaluateEvery + " and "
                            + saveEvery
                            + " steps",
                    "Give positive numbers, and a warm-up from 0 to 1.");
        }
    }

    /** That many steps; 10 % warm-up, weight decay 0.01, seed 0. */
    public static StageOptions of(long steps, double rate) {
        return new StageOptions(steps, rate, 0.1, 0.01, 0, 50, 500, 250);
    }

    /** With another seed. */
    public StageOptions withSeed(long number) {
        return new StageOptions(steps, rate, warmUp, weightDecay, number, curveEvery, evaluateEvery, saveEvery);
    }

    /** With another number of steps, such as a part of them for a trial. */
    public StageOptions withSteps(long number) {
        return new StageOptions(number, rate, warmUp, weightDecay, seed, curveEvery, evaluateEvery, saveEvery);
    }

    /** With other intervals. */
    public StageOptions withIntervals(long curve, long evaluation, long saving) {
        return new StageOptions(steps, rate, warmUp, weightDecay, seed, curve, evaluation, saving);
    }

    /** What decides the weights, in words: the intervals do not. */
    String trained() {
        return steps + " steps, rate " + rate + ", warm-up " + warmUp + ", weight decay " + weightDecay + ", seed "
                + seed;
    }

    /** The learning rate of each step. */
    public Schedule schedule() {
        return new Schedule.Linear(rate, Math.round(warmUp * steps), steps);
    }
}

package dev.sonde.torch;

import dev.sonde.display.SondeException;

/**
 * The learning rate of each step of a training, as {@code transformers.optimization} defines it: it rises from 0 over
 * the warm-up, so the first step of a warm-up changes no weight.
 */
public sealed interface Schedule {
    /** The learning rate of a step, counted from 0. */
    double rate(long step);

    /** The same rate for all steps. */
    record Constant(double peak) implements Schedule {
        public Constant {
            check(peak, 0, 1);
        }

        @Override
        public double rate(long step) {
            return peak;
        }
    }

    /** After the warm-up a straight line down to 0 at the last step ({@code get_linear_schedule_with_warmup}). */
    record Linear(double peak, long warmupSteps, long steps) implements Schedule {
        public Linear {
            check(peak, warmupSteps, steps);
        }

        @Override
        public double rate(long step) {
            if (step < warmupSteps) {
                return peak * (step / (double) Math.max(1, warmupSteps));
            }
            return peak * Math.max(0.0, (steps - step) / (double) Math.max(1, steps - warmupSteps));
        }
    }

    /** After the warm-up half a cosine wave down to 0 at the last step ({@code get_cosine_schedule_with_warmup}). */
    record Cosine(double peak, long warmupSteps, long steps) implements Schedule {
        public Cosine {
            check(peak, warmupSteps, steps);
        }

        @Override
        public double rate(long step) {
            if (step < warmupSteps) {
                return peak * (step / (double) Math.max(1, warmupSteps));
            }
            double progress = (step - warmupSteps) / (double) Math.max(1, steps - warmupSteps);
            return peak * Math.max(0.0, 0.5 * (1 + Math.cos(Math.PI * 0.5 * 2.0 * progress)));
        }
    }

    private static void check(double peak, long warmupSteps, long steps) {
        if (!(peak >= 0) || Double.isInfinite(peak)) {
            throw new SondeException(
                    "The learning rate is " + peak + "; expected a number from 0 on", "Linear probes often take 1e-3.");
        }
        if (warmupSteps < 0 || steps < warmupSteps) {
            throw new SondeException(
                    "The warm-up has " + warmupSteps + " of " + steps + " steps", "Let it be a part of all steps.");
        }
    }
}

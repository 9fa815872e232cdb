package dev.sonde.probe;

/** How the learning rate falls after the warm-up. */
public enum Decay {
    /** In a straight line to 0 after the last step. */
    LINEAR {
        @Override
        double factor(long step, long warmup, long steps) {
            return Math.max(0.0, (steps - step) / (double) Math.max(1, steps - warmup));
        }
    },
    /** Along half a cosine wave to 0 after the last step. */
    COSINE {
        @Override
        double factor(long step, long warmup, long steps) {
            double progress = (step - warmup) / (double) Math.max(1, steps - warmup);
            return Math.max(0.0, 0.5 * (1 + Math.cos(Math.PI * progress)));
        }
    },
    /** Not at all. */
    NONE {
        @Override
        double factor(long step, long warmup, long steps) {
            return 1;
        }
    };

    /** The share of the peak that a step after the warm-up has. */
    abstract double factor(long step, long warmup, long steps);
}

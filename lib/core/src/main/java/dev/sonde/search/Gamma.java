package dev.sonde.search;

import dev.sonde.display.SondeException;

/**
 * How many of the trials count as good when a {@link TpeSampler} splits them.
 *
 * @param growth how the number grows with the trials
 * @param factor what is multiplied, above 0
 * @param most the largest number, at least 1; both hyperopt and Optuna have 25
 */
public record Gamma(Growth growth, double factor, int most) {
    private static final int MOST = 25;

    /** How the number of good trials grows. */
    public enum Growth {
        /** As the number of trials: Optuna. */
        LINEAR,
        /** As the square root of the number of trials: hyperopt. */
        SQUARE_ROOT
    }

    /** @throws SondeException for numbers that leave nothing below */
    public Gamma {
        if (!(factor > 0) || !Double.isFinite(factor) || most < 1) {
            throw new SondeException(
                    "The good share of trials has factor " + factor + " and at most " + most + " trials.",
                    "Give a factor above 0, such as 0.25, and at least 1 trial.");
        }
    }

    /** {@code min(ceil(factor n), 25)}; Optuna's default has 0.1. */
    public static Gamma linear(double factor) {
        return new Gamma(Growth.LINEAR, factor, MOST);
    }

    /** {@code min(ceil(factor sqrt(n)), 25)}; hyperopt has 0.25. */
    public static Gamma squareRoot(double factor) {
        return new Gamma(Growth.SQUARE_ROOT, factor, MOST);
    }

    /** The number of good trials among {@code trials}. */
    public int of(int trials) {
        double size = growth == Growth.LINEAR ? trials : Math.sqrt(trials);
        return (int) Math.min(Math.ceil(factor * size), most);
    }

    @Override
    public String toString() {
        return "min(ceil(" + Value.of(factor) + (growth == Growth.LINEAR ? " n), " : " sqrt(n)), ") + most + ")";
    }
}

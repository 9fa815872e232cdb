package dev.sonde.stats;

import java.util.Locale;

/**
 * The best score to be expected of some trials.
 *
 * @param trials the number of trials k
 * @param value the expectation of their best score
 * @param variance the variance of their best score
 */
public record ExpectedBest(int trials, double value, double variance) {
    /** The square root of the variance. */
    public double standardDeviation() {
        return Math.sqrt(variance);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "best of %d: %.4f (sd %.4f)", trials, value, standardDeviation());
    }
}

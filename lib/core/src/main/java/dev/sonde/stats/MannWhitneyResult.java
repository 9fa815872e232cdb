package dev.sonde.stats;

import java.util.Locale;

/**
 * The outcome of {@link MannWhitneyTest}.
 *
 * @param u the pairs in which the value of the first sample is larger, equal ones as a half
 * @param pairs the number of all pairs
 * @param pValue for the alternative of the test
 */
public record MannWhitneyResult(double u, double pairs, double pValue) {
    /** The probability that a value of the first sample exceeds one of the second; 0.5 if neither tends to be larger. */
    public double superiority() {
        return u / pairs;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "U = %.1f, P(first > second) = %.3f, p = %.3g", u, superiority(), pValue);
    }
}

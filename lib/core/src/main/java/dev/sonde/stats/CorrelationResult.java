package dev.sonde.stats;

import java.util.Locale;

/**
 * A correlation of two variables.
 *
 * @param coefficient between -1 and 1
 * @param pValue two-sided
 * @param n number of observations
 */
public record CorrelationResult(double coefficient, double pValue, int n) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "r = %.4f, n = %d, p = %.3g", coefficient, n, pValue);
    }
}

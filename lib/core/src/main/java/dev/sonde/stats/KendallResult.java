package dev.sonde.stats;

import java.util.Locale;

/**
 * Kendall's rank correlation of two variables.
 *
 * @param tau tau-b, between -1 and 1; without ties it equals tau-a = s / pairs
 * @param s concordant minus discordant pairs
 * @param n number of observations
 * @param pValue two-sided, for the hypothesis that the variables are independent
 * @param method how the p-value was computed: {@code EXACT} or {@code ASYMPTOTIC}
 * @param ties whether a value occurs twice in either variable
 */
public record KendallResult(double tau, long s, int n, double pValue, PValueMethod method, boolean ties) {
    @Override
    public String toString() {
        String how = method == PValueMethod.EXACT ? "exact" : "asymptotic";
        return String.format(Locale.ROOT, "tau = %.4f, S = %d, n = %d, p = %.3g (%s)", tau, s, n, pValue, how);
    }
}

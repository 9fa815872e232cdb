package dev.sonde.stats;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The outcome of {@link EquivalenceTest}.
 *
 * @param meanDifference the mean of first - second
 * @param standardError its standard error
 * @param items number of items n; the tests have n - 1 degrees of freedom
 * @param margin the difference that would matter
 * @param pValueLower one-sided, for the hypothesis that the mean difference is at most -margin
 * @param pValueUpper one-sided, for the hypothesis that it is at least margin
 */
public record EquivalenceResult(
        double meanDifference, double standardError, int items, double margin, double pValueLower, double pValueUpper) {
    /** The larger of the two p-values: the systems are equivalent where it is at most alpha. */
    public double pValue() {
        return Math.max(pValueLower, pValueUpper);
    }

    /** The statistic of the lower test, (mean difference + margin) / standard error. */
    public double tLower() {
        return (meanDifference + margin) / standardError;
    }

    /** The statistic of the upper test, (mean difference - margin) / standard error. */
    public double tUpper() {
        return (meanDifference - margin) / standardError;
    }

    /**
     * The t interval of the mean difference. It lies between the margins at confidence 1 - 2 alpha, such as 0.90,
     * exactly if the p-value is below alpha.
     *
     * @param confidence strictly between 0 and 1
     */
    public Interval interval(double confidence) {
        double tail = (1 - Checks.openShare("confidence", confidence)) / 2;
        double reach = TDistribution.of(items - 1.0).inverseSurvivalProbability(tail) * standardError;
        return new Interval(meanDifference - reach, meanDifference + reach, confidence);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean difference %+.4g, 90 %% %s, margin %.4g, p = %.3g",
                meanDifference,
                interval(0.90),
                margin,
                pValue());
    }
}

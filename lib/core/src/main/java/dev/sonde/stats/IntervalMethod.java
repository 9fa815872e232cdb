package dev.sonde.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * How the interval of a proportion, k of n, is computed.
 *
 * <p>Source: Brown, Cai, DasGupta (2001), Interval estimation for a binomial proportion.
 */
public enum IntervalMethod {
    /** The score interval of Wilson (1927): close to its level on average, the default for reporting. */
    WILSON {
        @Override
        Interval compute(int k, int n, double confidence) {
            return common(BinomialConfidenceInterval.WILSON_SCORE, k, n, confidence);
        }
    },
    /** The exact interval of Clopper and Pearson (1934): never below its level, hence wider. */
    CLOPPER_PEARSON {
        @Override
        Interval compute(int k, int n, double confidence) {
            return common(BinomialConfidenceInterval.CLOPPER_PEARSON, k, n, confidence);
        }
    },
    /**
     * The equal-tailed quantiles of Beta(k + 1/2, n - k + 1/2), also at k = 0 and k = n, where they leave out the
     * estimate itself.
     */
    JEFFREYS {
        // Commons Statistics moves the ends to 0 at k = 0 and to 1 at k = n; the plain quantiles are meant here.
        @Override
        Interval compute(int k, int n, double confidence) {
            double tail = (1 - confidence) / 2;
            BetaDistribution beta = BetaDistribution.of(k + 0.5, n - k + 0.5);
            return new Interval(
                    beta.inverseCumulativeProbability(tail), beta.inverseSurvivalProbability(tail), confidence);
        }
    };

    abstract Interval compute(int k, int n, double confidence);

    Interval of(Proportion proportion, double confidence) {
        Checks.openShare("confidence", confidence);
        int n = Checks.intCount("number of trials", proportion.trials());
        return compute((int) proportion.successes(), n, confidence);
    }

    private static Interval common(BinomialConfidenceInterval formula, int k, int n, double confidence) {
        var interval = formula.fromErrorRate(n, k, 1 - confidence);
        // Both formulas give exactly 0 and 1 here; rounding must not leave out the estimate.
        double low = k == 0 ? 0 : interval.getLowerBound();
        double high = k == n ? 1 : interval.getUpperBound();
        return new Interval(low, high, confidence);
    }
}

package dev.sonde.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Is a proportion another than a reference share, such as chance or the share of the commoner answer?
 *
 * <p>The null hypothesis is that every trial succeeds with the reference share p0. The p-value is the exact two-sided
 * binomial one: the probability of all outcomes that are at most as likely as the one seen. The score statistic is z = (p
 * - p0) / sqrt(p0 (1 - p0) / n).
 *
 * <p>As in R's {@code binom.test} and {@code scipy.stats.binomtest}, outcomes whose probabilities differ by less than a
 * ten-millionth count as equally likely. Commons Statistics 1.2 compares them to the last bit, loses the mirror image of
 * 60 in 100 at p0 = 0.5, and is not used here for that reason.
 */
public final class ProportionTest {
    /** Rounding of a log probability stays far below this. */
    private static final double EQUALLY_LIKELY = 1e-7;

    private final double share;

    private ProportionTest(double share) {
        this.share = share;
    }

    /**
     * The test against a reference share.
     *
     * @param share p0, strictly between 0 and 1
     */
    public static ProportionTest against(double share) {
        return new ProportionTest(Checks.openShare("reference share", share));
    }

    /**
     * Tests a proportion of up to 2^31 - 1 trials.
     *
     * @throws dev.sonde.display.SondeException if there are more trials
     */
    public ProportionResult test(Proportion proportion) {
        int trials = Checks.intCount("number of trials", proportion.trials());
        double difference = proportion.value() - share;
        double z = difference / Math.sqrt(share * (1 - share) / trials);
        return new ProportionResult(difference, z, pValue(trials, (int) proportion.successes()));
    }

    private double pValue(int n, int k) {
        double expected = n * share;
        if (k == expected) {
            return 1;
        }
        return k < expected ? pValueBelow(n, k, share) : pValueBelow(n, n - k, 1 - share);
    }

    /** The p-value of an outcome below its expectation. */
    private static double pValueBelow(int n, int k, double share) {
        BinomialDistribution binomial = BinomialDistribution.of(n, share);
        double limit = binomial.logProbability(k) + EQUALLY_LIKELY;
        // From the expectation upwards probabilities fall: find the first that is as small.
        long first = (long) Math.ceil(n * share);
        long end = n + 1L;
        while (first < end) {
            long middle = (first + end) / 2;
            if (binomial.logProbability((int) middle) <= limit) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        return Math.min(1, binomial.cumulativeProbability(k) + binomial.survivalProbability((int) (first - 1)));
    }
}

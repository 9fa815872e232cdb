package dev.sonde.stats;

import dev.sonde.display.SondeException;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The smallest true difference that a two-sided test of a given size finds with a given power: what a table of so many
 * examples can tell apart at all.
 *
 * <p>By the normal approximation with the variances of both hypotheses and without continuity correction, each formula
 * solved for the difference d. Below, a = z(1 - alpha / 2) and b = z(power) are normal quantiles. Sources: Fleiss, Levin,
 * Paik (2003), Statistical Methods for Rates and Proportions, for one and two samples; Connor (1987), Sample size for
 * testing differences in proportions for the paired-sample design. Differences are shares: 0.03 is three points.
 *
 * @param alpha two-sided significance level
 * @param power probability of finding the difference, above {@code alpha}
 */
public record DetectableDifference(double alpha, double power) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int MOST_STEPS = 1000;

    public DetectableDifference {
        Checks.openShare("significance level alpha", alpha);
        Checks.openShare("power", power);
        if (power <= alpha) {
            throw new SondeException(
                    "The power must exceed alpha; found power " + power + " and alpha " + alpha + ".",
                    "Ask for a power such as 0.80.");
        }
    }

    /** Alpha 0.05 and power 0.80. */
    public static DetectableDifference withDefaults() {
        return new DetectableDifference(0.05, 0.80);
    }

    /** These settings with another two-sided significance level. */
    public DetectableDifference withAlpha(double other) {
        return new DetectableDifference(other, power);
    }

    /** These settings with another power. */
    public DetectableDifference withPower(double other) {
        return new DetectableDifference(alpha, other);
    }

    /**
     * The smallest detectable increase over a known share p, with q = p + d: d sqrt(n) = a sqrt(p (1 - p)) + b sqrt(q (1
     * - q)).
     *
     * @param share p, strictly between 0 and 1
     * @param n number of examples
     * @throws SondeException if even an increase to 1 would not be found
     */
    public double oneSample(double share, long n) {
        Checks.openShare("share", share);
        double root = Math.sqrt(atLeastOne(n));
        double underNull = criticalZ() * deviation(share);
        return solve(d -> d * root - underNull - powerZ() * deviation(share + d), 1 - share, n);
    }

    /**
     * The smallest detectable increase of the second sample over the share of the first, with q = p + d and m the mean
     * share over both samples: d = a sqrt(m (1 - m) (1 / n1 + 1 / n2)) + b sqrt(p (1 - p) / n1 + q (1 - q) / n2).
     *
     * @param share p, the share of the first sample, strictly between 0 and 1
     * @param n1 number of examples in the first sample
     * @param n2 number of examples in the second sample
     * @throws SondeException if even an increase to 1 would not be found
     */
    public double twoSamples(double share, long n1, long n2) {
        Checks.openShare("share", share);
        double first = atLeastOne(n1);
        double second = atLeastOne(n2);
        UnivariateFunction excess = d -> {
            double pooled = share + d * second / (first + second);
            double underNull = deviation(pooled) * Math.sqrt(1 / first + 1 / second);
            double underAlternative =
                    Math.hypot(deviation(share) / Math.sqrt(first), deviation(share + d) / Math.sqrt(second));
            return d - criticalZ() * underNull - powerZ() * underAlternative;
        };
        return solve(excess, 1 - share, Math.min(n1, n2));
    }

    /**
     * The smallest difference of two accuracies on the same examples that McNemar's test detects: d sqrt(n) = a sqrt(c)
     * + b sqrt(c - d^2).
     *
     * @param discordance c, the share of examples that exactly one system has right, strictly between 0 and 1
     * @param n number of examples, concordant ones included
     * @throws SondeException if even d = c would not be found
     */
    public double paired(double discordance, long n) {
        Checks.openShare("share of discordant examples", discordance);
        double root = Math.sqrt(atLeastOne(n));
        double underNull = criticalZ() * Math.sqrt(discordance);
        UnivariateFunction excess = d -> d * root - underNull - powerZ() * Math.sqrt(Math.max(0, discordance - d * d));
        return solve(excess, discordance, n);
    }

    private double criticalZ() {
        return NORMAL.inverseSurvivalProbability(alpha / 2);
    }

    private double powerZ() {
        return NORMAL.inverseCumulativeProbability(power);
    }

    // Each excess is convex in d and negative at 0, so it has one root if it ends above 0, and none otherwise.
    private static double solve(UnivariateFunction excess, double largest, long n) {
        if (excess.value(largest) < 0) {
            throw new SondeException(
                    "No difference up to the largest possible, " + largest + ", is detectable with " + n + " examples.",
                    "Give more examples, or ask for less power.");
        }
        return new BrentSolver(1e-14, 1e-14).solve(MOST_STEPS, excess, 0, largest);
    }

    private static double deviation(double share) {
        return Math.sqrt(Math.max(0, share * (1 - share)));
    }

    private static double atLeastOne(long n) {
        if (n < 1) {
            throw new SondeException(
                    "A detectable difference needs at least one example; found " + n + ".", "Give the sample size.");
        }
        return n;
    }
}

package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A test of equivalence (two one-sided tests, TOST): is the mean difference of two systems, scored on the same items,
 * smaller than a margin?
 *
 * <p>The null hypothesis is that it is not: the mean of first - second is -margin or less, or margin or more. With d the
 * mean and s the standard error of the differences, t1 = (d + margin) / s must be large and t2 = (d - margin) / s small,
 * by Student's t with n - 1 degrees of freedom; p is the larger of the two one-sided p-values. A large p-value of a test
 * of difference does not show equivalence; a small one of this test does. The margin is to be chosen before the scores
 * are seen. Source: Schuirmann (1987); equal to {@code statsmodels.stats.weightstats.ttost_paired} 0.15.
 */
public final class EquivalenceTest {
    private final double margin;

    private EquivalenceTest(double margin) {
        this.margin = margin;
    }

    /**
     * The test against a margin in the unit of the scores.
     *
     * @param margin positive and finite
     * @throws SondeException if it is not
     */
    public static EquivalenceTest withMargin(double margin) {
        if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new SondeException(
                    "The margin must be positive and finite; found " + margin + ".",
                    "Give the smallest difference that would matter, such as 0.02.");
        }
        return new EquivalenceTest(margin);
    }

    /**
     * Tests two systems.
     *
     * @param first at least two finite values
     * @param second as many, of the same items in the same order
     * @throws SondeException if the values break these conditions, or all differences are equal
     */
    public EquivalenceResult test(double[] first, double[] second) {
        double[] differences = Checks.differences(first, second, 2);
        double mean = Arrays.stream(differences).average().orElseThrow();
        double standardError = standardError(differences, mean);
        TDistribution t = TDistribution.of(differences.length - 1.0);
        double above = t.survivalProbability((mean + margin) / standardError);
        double below = t.cumulativeProbability((mean - margin) / standardError);
        return new EquivalenceResult(mean, standardError, differences.length, margin, above, below);
    }

    private static double standardError(double[] differences, double mean) {
        if (Arrays.stream(differences).allMatch(difference -> difference == differences[0])) {
            throw new SondeException(
                    "The values of all items differ by exactly " + differences[0] + ": their spread is unknown.",
                    "There is nothing to test; compare that difference with the margin.");
        }
        int n = differences.length;
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        double error = Math.sqrt(squares / (n - 1) / n);
        if (!(error > 0 && error < Double.POSITIVE_INFINITY)) {
            throw new SondeException(
                    "The variance of the differences overflows or underflows.",
                    "Scale the values, for example to unit deviation.");
        }
        return error;
    }
}

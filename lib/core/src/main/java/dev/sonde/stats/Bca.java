package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The correction of bootstrap levels for bias and for a spread that changes with the estimate (BCa).
 *
 * @param z0 the normal quantile of the share of resampled values below the estimate
 * @param acceleration how fast the standard error changes with the estimate, from the jackknife; within 1/6 of 0
 */
record Bca(double z0, double acceleration) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Equal means, summed in another order, differ by less than this share of their size. */
    private static final double EQUAL = 1e-12;

    /**
     * @param resampled the values of the resamples
     * @param jackknife the values without each unit
     */
    static Bca of(double estimate, double standardError, double[] resampled, double[] jackknife) {
        double equal = EQUAL * (Math.abs(estimate) + standardError);
        long below = Arrays.stream(resampled)
                .filter(value -> value < estimate - equal)
                .count();
        long above = Arrays.stream(resampled)
                .filter(value -> value > estimate + equal)
                .count();
        double share = (resampled.length + below - above) / (2.0 * resampled.length);
        return new Bca(NORMAL.inverseCumulativeProbability(share), acceleration(jackknife));
    }

    /** The level whose quantile replaces that of level p: Phi(z0 + (z0 + z) / (1 - a (z0 + z))) with Phi(z) = p. */
    double level(double p) {
        if (Double.isInfinite(z0)) {
            throw new SondeException(
                    "The BCa interval is undefined: every resampled value lies " + (z0 < 0 ? "above" : "below")
                            + " the estimate.",
                    "Use the percentile interval, and mistrust it: the statistic is biased in small samples.");
        }
        double shifted = z0 + NORMAL.inverseCumulativeProbability(p);
        double shrink = 1 - acceleration * shifted;
        if (shrink <= 0) {
            // The limit as the denominator falls to 0.
            return shifted > 0 ? 1 : 0;
        }
        return NORMAL.cumulativeProbability(z0 + shifted / shrink);
    }

    /** sum d^3 / (6 (sum d^2)^(3/2)) with d = mean - value; 0 where all values are equal. */
    private static double acceleration(double[] jackknife) {
        double mean = Arrays.stream(jackknife).average().orElseThrow();
        double largest = Arrays.stream(jackknife)
                .map(value -> Math.abs(mean - value))
                .max()
                .orElseThrow();
        if (largest <= 1e-15 * Math.abs(mean)) {
            return 0;
        }
        // Divided by the largest, so that powers neither overflow nor vanish.
        double squares = 0;
        double cubes = 0;
        for (double value : jackknife) {
            double d = (mean - value) / largest;
            squares += d * d;
            cubes += d * d * d;
        }
        return cubes / (6 * Math.pow(squares, 1.5));
    }
}

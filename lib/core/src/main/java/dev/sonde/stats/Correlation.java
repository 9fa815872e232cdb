package dev.sonde.stats;

import dev.sonde.display.SondeException;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Correlation coefficients with two-sided p-values for the hypothesis of no correlation.
 *
 * <p>With n observations, t = r sqrt((n - 2) / (1 - r^2)) is compared with Student's t of n - 2 degrees of freedom:
 * exact for Pearson's r of normal variables, an approximation for Spearman's rho. The coefficients are computed by
 * Hipparchus 4.0. For few observations prefer {@link KendallTest}, which is exact.
 */
public final class Correlation {
    private Correlation() {}

    /**
     * Pearson's product-moment correlation.
     *
     * @param x at least three finite values, not all equal
     * @param y as many values, paired by position
     * @throws SondeException if the values break these conditions
     */
    public static CorrelationResult pearson(double[] x, double[] y) {
        PairedSample sample = PairedSample.of(x, y, 3).finite();
        return result(new PearsonsCorrelation().correlation(sample.x(), sample.y()), sample.size());
    }

    /**
     * Spearman's rank correlation, ties ranked by their mean.
     *
     * @param x at least three values, neither NaN nor all equal; infinities are ranked
     * @param y as many values, paired by position
     * @throws SondeException if the values break these conditions
     */
    public static CorrelationResult spearman(double[] x, double[] y) {
        PairedSample sample = PairedSample.of(x, y, 3);
        return result(new SpearmansCorrelation().correlation(sample.x(), sample.y()), sample.size());
    }

    private static CorrelationResult result(double coefficient, int n) {
        if (Double.isNaN(coefficient)) {
            throw new SondeException(
                    "The correlation overflows or underflows.", "Scale the values, for example to unit deviation.");
        }
        double r = Math.max(-1, Math.min(1, coefficient));
        double t = Math.abs(r) * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
        return new CorrelationResult(r, 2 * TDistribution.of(n - 2).survivalProbability(t), n);
    }
}

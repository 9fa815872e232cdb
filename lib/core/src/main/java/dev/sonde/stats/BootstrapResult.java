package dev.sonde.stats;

import java.util.Arrays;
import java.util.Locale;

/**
 * An estimate and the values that a {@link Bootstrap} found for it.
 *
 * <p>Quantiles are interpolated linearly (type 7 of Hyndman, Fan 1996, the default of numpy and R).
 */
public final class BootstrapResult {
    /** The level of the intervals that are reported where none is named. */
    private static final double USUAL_CONFIDENCE = 0.95;

    private final double estimate;
    private final double[] ascending;
    private final double mean;
    private final double standardError;
    private final Bca bca;
    private final Clusters clusters;

    BootstrapResult(double estimate, double[] resampled, double[] jackknife, Clusters clusters) {
        this.estimate = estimate;
        this.ascending = resampled;
        Arrays.sort(ascending);
        this.mean = Arrays.stream(ascending).average().orElseThrow();
        this.standardError = deviation(ascending, mean);
        this.bca = Bca.of(estimate, standardError, ascending, jackknife);
        this.clusters = clusters;
    }

    /** The statistic of all items. */
    public double estimate() {
        return estimate;
    }

    /** The standard deviation of the resampled values, with divisor n - 1. */
    public double standardError() {
        return standardError;
    }

    /** The mean of the resampled values minus the estimate. */
    public double bias() {
        return mean - estimate;
    }

    /** The number of resamples. */
    public int resamples() {
        return ascending.length;
    }

    /** A copy of the resampled values, in ascending order. */
    public double[] resampled() {
        return ascending.clone();
    }

    /** The 95 % {@link #percentile(double) percentile interval}. */
    public Interval percentile() {
        return percentile(USUAL_CONFIDENCE);
    }

    /**
     * The interval between the quantiles of the resampled values that leave out equal tails.
     *
     * @param confidence strictly between 0 and 1, such as 0.95
     */
    public Interval percentile(double confidence) {
        double tail = tail(confidence);
        return new Interval(quantile(tail), quantile(1 - tail), confidence);
    }

    /** The 95 % {@link #bca(double) BCa interval}. */
    public Interval bca() {
        return bca(USUAL_CONFIDENCE);
    }

    /**
     * The bias-corrected and accelerated interval: more precise than the percentile interval where the resampled values
     * are skewed or off the estimate. Resampled values equal to the estimate count half as below it. Source: Efron
     * (1987), Better bootstrap confidence intervals.
     *
     * @param confidence strictly between 0 and 1, such as 0.95
     * @throws dev.sonde.display.SondeException if all resampled values lie on one side of the estimate
     */
    public Interval bca(double confidence) {
        double tail = tail(confidence);
        return new Interval(quantile(bca.level(tail)), quantile(bca.level(1 - tail)), confidence);
    }

    /** How likely a value is not to exceed the ends of {@link #bca(double)}, by the resampled values: low, then high. */
    double[] bcaLevels(double confidence) {
        double tail = tail(confidence);
        return new double[] {bca.level(tail), bca.level(1 - tail)};
    }

    /** The bias correction z0 of BCa: 0 if half of the resampled values lie below the estimate. */
    public double biasCorrection() {
        return bca.z0();
    }

    /** The acceleration of BCa, between -1/6 and 1/6: how skewed the influence of the items is. */
    public double acceleration() {
        return bca.acceleration();
    }

    private static double tail(double confidence) {
        return (1 - Checks.openShare("confidence", confidence)) / 2;
    }

    private double quantile(double level) {
        double position = level * (ascending.length - 1);
        int before = (int) position;
        int after = Math.min(before + 1, ascending.length - 1);
        return ascending[before] + (position - before) * (ascending[after] - ascending[before]);
    }

    private static double deviation(double[] values, double mean) {
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    /** Estimate, standard error and 95 % percentile interval, which is always defined. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.4g, 95 %% %s, standard error %.2g, %d resamples of %s",
                estimate,
                percentile(),
                standardError,
                resamples(),
                clusters);
    }
}

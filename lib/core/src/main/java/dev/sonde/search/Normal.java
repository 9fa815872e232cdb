package dev.sonde.search;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The normal distribution, as Parzen estimators need it. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Normal() {}

    /** The probability between two numbers. */
    static double mass(double mean, double deviation, double low, double high) {
        return low < high ? STANDARD.probability((low - mean) / deviation, (high - mean) / deviation) : 0;
    }

    /** The logarithm of the density at the mean: what {@link #logDensity} adds to the fall of the bell. */
    static double logPeak(double deviation) {
        return -LOG_ROOT_TWO_PI - Math.log(deviation);
    }

    /** The logarithm of the density, with {@link #logPeak} of the deviation, which is dear to compute. */
    static double logDensity(double mean, double deviation, double logPeak, double x) {
        double z = (x - mean) / deviation;
        return logPeak - 0.5 * z * z;
    }

    /** The number between {@code low} and {@code high} below which lies this share of the mass between them. */
    static double quantile(double mean, double deviation, double low, double high, double share) {
        double below = STANDARD.cumulativeProbability((low - mean) / deviation);
        double upTo = STANDARD.cumulativeProbability((high - mean) / deviation);
        double z = STANDARD.inverseCumulativeProbability(below + share * (upTo - below));
        return Math.max(low, Math.min(high, mean + deviation * z));
    }
}

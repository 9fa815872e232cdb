package dev.sonde.paper;

import dev.sonde.stats.Interval;

/**
 * The difference of two published numbers.
 *
 * @param points first - second, exact in their digits
 * @param rounding how far the rounding of the two may have moved it, either way
 */
record PublishedDifference(double points, double rounding) {
    static PublishedDifference of(Printed first, Printed second) {
        double rounding = 0.5 * (Math.pow(10, -first.decimals()) + Math.pow(10, -second.decimals()));
        return new PublishedDifference(first.minus(second), rounding);
    }

    boolean isIn(Interval interval) {
        return interval.low() - rounding <= points && points <= interval.high() + rounding;
    }
}

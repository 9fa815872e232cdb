package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Locale;

/**
 * A share of successes, such as an accuracy: k right answers of n.
 *
 * @param successes k, from 0 to {@code trials}
 * @param trials n, at least 1
 */
public record Proportion(long successes, long trials) {
    /** The level of the intervals that are reported where none is named. */
    private static final double USUAL_CONFIDENCE = 0.95;

    public Proportion {
        if (trials < 1) {
            throw new SondeException(
                    "A proportion needs at least one trial; found " + successes + " of " + trials + ".",
                    "Leave out groups without examples.");
        }
        if (successes < 0 || successes > trials) {
            throw new SondeException(
                    "The successes must lie between 0 and the " + trials + " trials; found " + successes + ".",
                    "Give the count of successes first, then the count of trials.");
        }
    }

    /** k / n, between 0 and 1. */
    public double value() {
        return (double) successes / trials;
    }

    /** 100 k / n. */
    public double percent() {
        return 100.0 * successes / trials;
    }

    /** The 95 % interval of Wilson, as a share. */
    public Interval wilson() {
        return interval(IntervalMethod.WILSON, USUAL_CONFIDENCE);
    }

    /**
     * The interval of the true share.
     *
     * @param confidence strictly between 0 and 1, such as 0.95
     */
    public Interval interval(IntervalMethod method, double confidence) {
        return method.of(this, confidence);
    }

    /** Percent with the 95 % Wilson interval, such as {@code 64.97 % [62.95, 66.93], N = 2195}. */
    @Override
    public String toString() {
        Interval interval = wilson().times(100);
        return String.format(
                Locale.ROOT, "%.2f %% [%.2f, %.2f], N = %d", percent(), interval.low(), interval.high(), trials);
    }
}

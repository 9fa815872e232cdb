package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Locale;

/**
 * A confidence interval, both ends included.
 *
 * @param low the lower end
 * @param high the upper end, not below {@code low}
 * @param confidence the confidence level as a share between 0 and 1, such as 0.95
 */
public record Interval(double low, double high, double confidence) {
    public Interval {
        if (!(low <= high)) {
            throw new SondeException(
                    "An interval needs low <= high; found [" + low + ", " + high + "].", "Give the lower end first.");
        }
        Checks.openShare("confidence", confidence);
    }

    /** Whether a value lies in the interval; the ends do. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** The distance of the two ends. */
    public double width() {
        return high - low;
    }

    /** The interval of the scaled quantity, such as {@code times(100)} from shares to percent. */
    public Interval times(double factor) {
        double first = low * factor;
        double second = high * factor;
        return new Interval(Math.min(first, second), Math.max(first, second), confidence);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "[%.4g, %.4g]", low, high);
    }
}

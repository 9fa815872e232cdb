package dev.sonde.plot;

import dev.sonde.display.SondeException;

/**
 * What an axis spans, in data units.
 *
 * @param low the smaller end
 * @param high the larger end
 */
public record Range(double low, double high) {
    /** Beyond this a span overflows, and no figure of ours has such numbers. */
    private static final double LARGEST = 1e300;

    /** Throws {@link SondeException} unless both ends are finite and {@code low < high}. */
    public Range {
        if (!(Math.abs(low) <= LARGEST && Math.abs(high) <= LARGEST && low < high)) {
            throw new SondeException(
                    "An axis cannot span " + low + " to " + high + ".",
                    "Give two finite numbers, the smaller one first, such as range(0, 100).");
        }
    }

    double span() {
        return high - low;
    }

    double clamp(double value) {
        return Math.max(low, Math.min(high, value));
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }
}

package dev.sonde.stats;

import dev.sonde.display.SondeException;

/** What the tests of this package ask of their numbers. */
final class Checks {
    private Checks() {}

    /** A share strictly between 0 and 1. */
    static double openShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new SondeException(
                    "The " + name + " must lie strictly between 0 and 1; found " + value + ".",
                    "Give a share, not percent: 0.95, not 95.");
        }
        return value;
    }

    /** A count that is not negative. */
    static long count(String name, long value) {
        if (value < 0) {
            throw new SondeException(
                    "The " + name + " must not be negative; found " + value + ".", "Give a count of 0 or more.");
        }
        return value;
    }

    /** A count that is not negative and that the integer distributions can hold. */
    static int intCount(String name, long value) {
        if (count(name, value) > Integer.MAX_VALUE) {
            throw new SondeException(
                    "The " + name + " is " + value + "; counts up to " + Integer.MAX_VALUE + " can be computed.",
                    "Give the counts of one evaluation.");
        }
        return (int) value;
    }
}

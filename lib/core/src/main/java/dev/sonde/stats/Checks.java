package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;

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

    /** A copy of finite values, of which there are enough. */
    static double[] finite(String name, double[] values, int atLeast) {
        if (values.length < atLeast) {
            throw new SondeException(
                    "The " + name + " must be at least " + atLeast + " in number; found " + values.length + ".",
                    "Give one value per item.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new SondeException(
                        "The " + name + " must be finite; found " + values[i] + " at " + i + " (counted from 0).",
                        "Leave out items without a value, or correct what computed it.");
            }
        }
        return values.clone();
    }

    /** Two lists that go together by position. */
    static void sameLength(String firstName, int first, String secondName, int second) {
        if (first != second) {
            throw new SondeException(
                    "There are " + first + " " + firstName + " but " + second + " " + secondName + ".",
                    "Give one of each per item, in the same order.");
        }
    }

    /** A number that must not fall below a bound. */
    static int atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new SondeException(
                    "The " + name + " must be at least " + bound + "; found " + value + ".", "Give a larger number.");
        }
        return value;
    }

    /** first - second, per item. */
    static double[] differences(double[] first, double[] second, int atLeast) {
        sameLength("first values", first.length, "second values", second.length);
        double[] differences = finite("first values", first, atLeast);
        double[] subtracted = finite("second values", second, atLeast);
        Arrays.setAll(differences, i -> differences[i] - subtracted[i]);
        return finite("differences", differences, atLeast);
    }

    /** 1 where true, 0 where false. */
    static double[] indicators(boolean[] flags) {
        double[] values = new double[flags.length];
        Arrays.setAll(values, i -> flags[i] ? 1 : 0);
        return values;
    }
}

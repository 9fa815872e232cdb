package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;

/** Two variables observed on the same things, checked: equal lengths, enough of them, neither NaN nor constant. */
record PairedSample(double[] x, double[] y) {
    static PairedSample of(double[] x, double[] y, int atLeast) {
        if (x.length != y.length) {
            throw new SondeException(
                    "The two variables have unequal lengths: x has " + x.length + " values, y has " + y.length + ".",
                    "Give one pair of values per observation, in the same order.");
        }
        if (x.length < atLeast) {
            throw new SondeException(
                    "A correlation with a p-value needs at least " + atLeast + " observations; found " + x.length + ".",
                    "Give more observations.");
        }
        return new PairedSample(checked("x", x), checked("y", y));
    }

    int size() {
        return x.length;
    }

    /** Refuses infinities too, for statistics that add values up. */
    PairedSample finite() {
        requireFinite("x", x);
        requireFinite("y", y);
        return this;
    }

    private static double[] checked(String name, double[] values) {
        // -0.0 + 0.0 is 0.0: the two zeros are one value, but sort as two.
        double[] copy = Arrays.stream(values).map(value -> value + 0.0).toArray();
        for (int i = 0; i < copy.length; i++) {
            if (Double.isNaN(copy[i])) {
                throw new SondeException(
                        "Value " + i + " of " + name + " (counted from 0) is NaN.",
                        "Leave out observations without a value, in both variables.");
            }
        }
        if (Arrays.stream(copy).allMatch(value -> value == copy[0])) {
            throw new SondeException(
                    "All values of " + name + " equal " + copy[0] + ": its correlation is undefined.",
                    "Give a variable that varies.");
        }
        return copy;
    }

    private static void requireFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new SondeException(
                        "Value " + i + " of " + name + " (counted from 0) is " + values[i] + ".",
                        "Use a rank correlation (spearman, KendallTest) or leave the observation out.");
            }
        }
    }
}

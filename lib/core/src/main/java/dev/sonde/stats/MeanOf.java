package dev.sonde.stats;

import java.util.Arrays;

/** The mean of the values of the items. */
final class MeanOf implements Statistic {
    private final double[] values;
    private final double sum;

    /** Finite values, one per item. */
    MeanOf(double[] values) {
        this.values = values;
        this.sum = Arrays.stream(values).sum();
    }

    @Override
    public double of(int[] items) {
        double total = 0;
        for (int item : items) {
            total += values[item];
        }
        return total / items.length;
    }

    @Override
    public double without(int[] left, int count) {
        double rest = sum;
        for (int item : left) {
            rest -= values[item];
        }
        return rest / (count - left.length);
    }
}

package dev.sonde.stats;

import java.util.Arrays;

/**
 * A number computed from some of the items, such as the mean of their values.
 *
 * <p>The items are given by their positions, so that nothing is copied: {@code items -> medianOf(values, items)}.
 */
@FunctionalInterface
public interface Statistic {
    /**
     * The statistic of a sample.
     *
     * @param items positions counted from 0, in any order, some of them repeatedly; to be read during the call only
     */
    double of(int[] items);

    /**
     * The statistic of all items but some; to be overridden where that is cheaper to compute.
     *
     * @param left the positions that are left out, in ascending order
     * @param count the number of all items
     */
    default double without(int[] left, int count) {
        int[] rest = new int[count - left.length];
        int next = 0;
        for (int item = 0; item < count; item++) {
            if (Arrays.binarySearch(left, item) < 0) {
                rest[next++] = item;
            }
        }
        return of(rest);
    }
}

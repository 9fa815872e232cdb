package dev.sonde.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The pairs of a sample counted by their order: what tau, its variance and its null distribution are made of.
 *
 * <p>O(n log n): Knight (1966), A computer method for calculating Kendall's tau with ungrouped data.
 *
 * @param s concordant minus discordant pairs
 * @param xGroups how often each distinct value of x occurs, by ascending value
 * @param yGroups the same for y
 */
record PairCounts(int n, long s, int[] xGroups, int[] yGroups) {
    static PairCounts of(PairedSample sample) {
        double[] x = sample.x();
        double[] y = sample.y();
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> x[i]).thenComparingDouble(i -> y[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sortedX = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
        double[] yByX = Arrays.stream(order).mapToDouble(i -> y[i]).toArray();
        long tiedInBoth = tiedInBoth(sortedX, yByX);
        long discordant = sortCountingInversions(yByX);
        int[] xGroups = runs(sortedX);
        int[] yGroups = runs(yByX);
        long ordered = pairs(x.length) - tied(xGroups) - tied(yGroups) + tiedInBoth;
        return new PairCounts(x.length, ordered - 2 * discordant, xGroups, yGroups);
    }

    /** n (n - 1) / 2. */
    static long pairs(long n) {
        return n * (n - 1) / 2;
    }

    /** The pairs inside the groups. */
    static long tied(int[] groups) {
        return Arrays.stream(groups).mapToLong(PairCounts::pairs).sum();
    }

    boolean ties() {
        return xGroups.length < n || yGroups.length < n;
    }

    /** S divided by the geometric mean of the pairs not tied in x and those not tied in y. */
    double tauB() {
        double untiedX = pairs(n) - tied(xGroups);
        double untiedY = pairs(n) - tied(yGroups);
        // One square root of the product, as it gives back S / pairs to the last bit where there are no ties.
        return s / Math.sqrt(untiedX * untiedY);
    }

    private static long tiedInBoth(double[] x, double[] y) {
        long pairs = 0;
        int run = 1;
        for (int i = 1; i < x.length; i++) {
            run = x[i] == x[i - 1] && y[i] == y[i - 1] ? run + 1 : 1;
            pairs += run - 1;
        }
        return pairs;
    }

    private static int[] runs(double[] sorted) {
        IntStream.Builder sizes = IntStream.builder();
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                sizes.add(i - start);
                start = i;
            }
        }
        return sizes.build().toArray();
    }

    private static long sortCountingInversions(double[] values) {
        long inversions = 0;
        double[] from = values.clone();
        double[] to = new double[values.length];
        for (long width = 1; width < values.length; width *= 2) {
            for (long start = 0; start < values.length; start += 2 * width) {
                int middle = (int) Math.min(start + width, values.length);
                int end = (int) Math.min(start + 2 * width, values.length);
                inversions += merge(from, to, (int) start, middle, end);
            }
            double[] swap = from;
            from = to;
            to = swap;
        }
        System.arraycopy(from, 0, values, 0, values.length);
        return inversions;
    }

    private static long merge(double[] from, double[] to, int start, int middle, int end) {
        long inversions = 0;
        int left = start;
        int right = middle;
        for (int k = start; k < end; k++) {
            if (left < middle && (right == end || from[left] <= from[right])) {
                to[k] = from[left++];
            } else {
                inversions += middle - left;
                to[k] = from[right++];
            }
        }
        return inversions;
    }
}

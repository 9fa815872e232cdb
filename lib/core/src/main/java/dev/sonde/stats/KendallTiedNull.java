package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.numbers.combinatorics.BinomialCoefficientDouble;

/**
 * The exact distribution of Kendall's S over all n! pairings of two variables with ties, which stay as they are.
 *
 * <p>Groups of equal x are filled one after another with what is left of the groups of equal y. A state is how many of
 * each y-group are left; with it goes the distribution of the S collected so far. Only probabilities are added, so the
 * result is exact up to rounding of the last digits.
 */
final class KendallTiedNull {
    /** States times values of S: about a second and 150 MB; 16 observations with a single tie in each variable fit. */
    private static final long LARGEST_TABLE = 1L << 24;

    private final int[] rows;
    private final int[] columns;
    private final int largestS;

    private KendallTiedNull(int[] rows, int[] columns) {
        this.rows = rows;
        this.columns = columns;
        this.largestS = (int) PairCounts.pairs(Arrays.stream(rows).sum());
    }

    /** The sizes of the groups of equal values, each by ascending value; both sum to n. */
    static KendallTiedNull of(int[] xGroups, int[] yGroups) {
        boolean xIsSmaller = states(xGroups) < states(yGroups);
        int[] columns = xIsSmaller ? xGroups : yGroups;
        int n = Arrays.stream(columns).sum();
        double table = states(columns) * (2.0 * PairCounts.pairs(n) + 1);
        if (table > LARGEST_TABLE) {
            throw new SondeException(
                    "The exact p-value of Kendall's tau with these ties is out of reach: " + n + " observations in "
                            + xGroups.length + " and " + yGroups.length + " groups of equal values.",
                    "Use PValueMethod.ASYMPTOTIC, which corrects for ties.");
        }
        return new KendallTiedNull(xIsSmaller ? yGroups : xGroups, columns);
    }

    /** P(abs(S') >= abs(s)) over all pairings S'. */
    double pTwoSided(long s) {
        double[] distribution = distribution();
        double p = 0;
        // Smallest terms first.
        for (int value = largestS; value >= Math.max(1, Math.abs(s)); value--) {
            p += distribution[largestS + value] + distribution[largestS - value];
        }
        return s == 0 ? 1 : Math.min(1, p);
    }

    /** The probability of S = i - largest S at index i. */
    private double[] distribution() {
        double[] certain = new double[2 * largestS + 1];
        certain[largestS] = 1;
        Map<Integer, double[]> states = Map.of(indexOf(columns), certain);
        int left = Arrays.stream(columns).sum();
        for (int size : rows) {
            states = fill(states, size, left);
            left -= size;
        }
        return states.get(0);
    }

    private Map<Integer, double[]> fill(Map<Integer, double[]> states, int size, int left) {
        Map<Integer, double[]> next = new LinkedHashMap<>();
        double choices = BinomialCoefficientDouble.value(left, size);
        states.forEach(
                (state, collected) -> new Filling(remaining(state), collected, next).choose(0, size, 1 / choices));
        return next;
    }

    /** All ways to fill one x-group from the y-groups that are left. */
    private final class Filling {
        private final int[] left;
        private final int[] taken;
        private final double[] collected;
        private final Map<Integer, double[]> next;

        Filling(int[] left, double[] collected, Map<Integer, double[]> next) {
            this.left = left;
            this.taken = new int[left.length];
            this.collected = collected;
            this.next = next;
        }

        void choose(int column, int open, double probability) {
            if (column == left.length) {
                if (open == 0) {
                    add(probability);
                }
                return;
            }
            int most = Math.min(open, left[column]);
            for (int take = 0; take <= most; take++) {
                taken[column] = take;
                left[column] -= take;
                double ways = BinomialCoefficientDouble.value(left[column] + take, take);
                choose(column + 1, open - take, probability * ways);
                left[column] += take;
            }
        }

        private void add(double probability) {
            double[] target = next.computeIfAbsent(indexOf(left), state -> new double[collected.length]);
            int shift = gain();
            int from = Math.max(0, -shift);
            int to = Math.min(collected.length, collected.length - shift);
            for (int i = from; i < to; i++) {
                target[i + shift] += probability * collected[i];
            }
        }

        // What is left will get a larger x: concordant with a larger y, discordant with a smaller one.
        private int gain() {
            int above = Arrays.stream(left).sum();
            int below = 0;
            int gain = 0;
            for (int j = 0; j < left.length; j++) {
                above -= left[j];
                gain += taken[j] * (above - below);
                below += left[j];
            }
            return gain;
        }
    }

    private static double states(int[] groups) {
        return Arrays.stream(groups).mapToDouble(size -> size + 1.0).reduce(1, (a, b) -> a * b);
    }

    private int indexOf(int[] left) {
        int index = 0;
        for (int j = 0; j < left.length; j++) {
            index = index * (columns[j] + 1) + left[j];
        }
        return index;
    }

    private int[] remaining(int index) {
        int[] left = new int[columns.length];
        for (int j = left.length - 1; j >= 0; j--) {
            left[j] = index % (columns[j] + 1);
            index /= columns[j] + 1;
        }
        return left;
    }
}

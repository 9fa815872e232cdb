package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction of p-values for testing several hypotheses at once.
 *
 * <p>Rejecting where the adjusted value is at most alpha makes any false rejection at most as likely as alpha, whatever
 * the dependence. Source: Holm (1979), A simple sequentially rejective multiple test procedure.
 */
public final class Holm {
    private Holm() {}

    /**
     * The adjusted p-values, in the given order: with m values in ascending order, the i-th becomes the largest of (m -
     * j + 1) p_j over j <= i, cut at 1.
     *
     * @param p p-values between 0 and 1; none gives none
     * @throws SondeException if a value is not between 0 and 1
     */
    public static double[] adjust(double[] p) {
        for (int i = 0; i < p.length; i++) {
            requireProbability(i, p[i]);
        }
        List<Integer> ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = ascending.get(rank);
            largest = Math.max(largest, Math.min(1, (p.length - rank) * p[i]));
            adjusted[i] = largest;
        }
        return adjusted;
    }

    private static void requireProbability(int index, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new SondeException(
                    "The p-value at " + index + " (counted from 0) must lie between 0 and 1; found " + value + ".",
                    "Leave out hypotheses without a p-value.");
        }
    }
}

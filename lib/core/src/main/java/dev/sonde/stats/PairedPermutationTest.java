package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;

/**
 * A permutation test of two systems that were scored on the same items, such as by IoU: is their mean score the same?
 *
 * <p>The null hypothesis is that the two scores of an item could as well be exchanged, so that its difference d has
 * either sign with probability 1/2. The two-sided p-value is the share of sign flips with |sum of +-d| at least as large
 * as the one seen; sums that differ by less than 1e-12 of the sum of all |d| are equal. With few items, all flips are
 * counted. With more, R random ones are drawn, and p = (1 + as large) / (1 + R), which is never 0 and keeps its level
 * (Phipson, Smyth 2010, Permutation p-values should never be zero). For right and wrong answers, this is {@link
 * McNemarTest}. Source: Fisher (1935), The Design of Experiments, section 21.
 */
public final class PairedPermutationTest {
    /** 2^20 half sums of each half fit into memory and are sorted in a moment. */
    private static final int MOST_EXACT = 40;

    private static final PairedPermutationTest DEFAULT = new PairedPermutationTest(30, 10_000, 0);

    private final int exactUpTo;
    private final int flips;
    private final long seed;

    private PairedPermutationTest(int exactUpTo, int flips, long seed) {
        this.exactUpTo = exactUpTo;
        this.flips = flips;
        this.seed = seed;
    }

    /** Exact up to 30 items that differ, else 10,000 random flips from seed 0. */
    public static PairedPermutationTest withDefaults() {
        return DEFAULT;
    }

    /**
     * This test, exact up to another number of items (clusters, where there are any) that differ.
     *
     * @param items from 0 to 40
     */
    public PairedPermutationTest withExactUpTo(int items) {
        if (items < 0 || items > MOST_EXACT) {
            throw new SondeException(
                    "All sign flips can be counted for 0 to " + MOST_EXACT + " items; found " + items + ".",
                    "Leave larger samples to random flips.");
        }
        return new PairedPermutationTest(items, flips, seed);
    }

    /** This test with another number of random flips, at least 1; no p-value is below 1 / (1 + flips). */
    public PairedPermutationTest withFlips(int other) {
        return new PairedPermutationTest(exactUpTo, Checks.atLeast("number of flips", 1, other), seed);
    }

    /** This test with another seed of the random flips. */
    public PairedPermutationTest withSeed(long other) {
        return new PairedPermutationTest(exactUpTo, flips, other);
    }

    /**
     * Tests independent items.
     *
     * @param first at least one finite value
     * @param second as many, of the same items in the same order
     * @throws SondeException if the values break these conditions
     */
    public PermutationResult test(double[] first, double[] second) {
        return test(Checks.differences(first, second, 1), Clusters.single(first.length));
    }

    /**
     * Tests clustered items: all items of a cluster change sides together, as its differences depend on each other.
     *
     * @param first finite values, one per item of the clusters
     * @param second as many, of the same items in the same order
     * @throws SondeException if the values break these conditions
     */
    public PermutationResult test(double[] first, double[] second, Clusters clusters) {
        Checks.sameLength("values", first.length, "items in the clusters", clusters.items());
        return test(Checks.differences(first, second, 1), clusters);
    }

    private PermutationResult test(double[] differences, Clusters clusters) {
        double[] sums = clusters.sums(differences);
        double mean = Arrays.stream(sums).sum() / differences.length;
        // Flipping nothing changes nothing: without the zeros, p is the same and more samples are small.
        double[] unequal = Arrays.stream(sums).filter(sum -> sum != 0).toArray();
        boolean exact = unequal.length <= exactUpTo;
        double p = exact ? SignFlips.exact(unequal) : SignFlips.random(unequal, flips, seed);
        return new PermutationResult(mean, p, differences.length, unequal.length, exact);
    }
}

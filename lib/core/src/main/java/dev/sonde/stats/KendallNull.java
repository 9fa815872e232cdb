package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The exact distribution of Kendall's S over all n! orders of n distinct values.
 *
 * <p>An order with k inversions has S = pairs - 2k. The number of orders with k inversions is the coefficient of q^k in
 * the product over i = 1..n of (1 + q + ... + q^(i-1)). Source: Kendall (1938), A new measure of rank correlation.
 */
public final class KendallNull {
    /** The counts of larger n take seconds and megabytes; the normal limit is long good there. */
    public static final int LARGEST_N = 200;

    private final int n;
    private final BigInteger[] counts;

    private KendallNull(int n, BigInteger[] counts) {
        this.n = n;
        this.counts = counts;
    }

    /**
     * The distribution for n values.
     *
     * @param n from 1 to {@value #LARGEST_N}
     */
    public static KendallNull of(int n) {
        if (n < 1 || n > LARGEST_N) {
            throw new SondeException(
                    "The exact distribution of Kendall's tau is computed for n from 1 to " + LARGEST_N + "; found " + n
                            + ".",
                    "Use PValueMethod.ASYMPTOTIC for more values.");
        }
        BigInteger[] counts = new BigInteger[(int) PairCounts.pairs(n) + 1];
        Arrays.fill(counts, BigInteger.ZERO);
        counts[0] = BigInteger.ONE;
        for (int i = 2; i <= n; i++) {
            insertValue(counts, i);
        }
        return new KendallNull(n, counts);
    }

    // The i-th value can be put at i places, which makes 0 to i - 1 new inversions: a sum over a window of i counts.
    private static void insertValue(BigInteger[] counts, int i) {
        int last = (int) PairCounts.pairs(i);
        for (int k = 1; k <= last; k++) {
            counts[k] = counts[k].add(counts[k - 1]);
        }
        for (int k = last; k >= i; k--) {
            counts[k] = counts[k].subtract(counts[k - i]);
        }
    }

    /** The number of values. */
    public int n() {
        return n;
    }

    /** n (n - 1) / 2, the largest S. */
    public int pairs() {
        return counts.length - 1;
    }

    /**
     * The number of orders with so many inversions.
     *
     * @param inversions from 0 to {@link #pairs()}
     */
    public BigInteger count(int inversions) {
        if (inversions < 0 || inversions > pairs()) {
            throw new SondeException(
                    "Orders of " + n + " values have 0 to " + pairs() + " inversions; found " + inversions + ".",
                    "Give a number of inversions in that range.");
        }
        return counts[inversions];
    }

    /** n!, the number of orders. */
    public BigInteger orders() {
        return Arrays.stream(counts).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** P(abs(S') >= abs(s)) over all orders S'; 0 beyond the largest S. */
    public double pTwoSided(long s) {
        // abs(S') >= abs(s) iff S' = pairs - 2k with k <= (pairs - abs(s)) / 2, or its mirror image.
        BigInteger extreme = BigInteger.ZERO;
        for (int k = 0; k <= pairs(); k++) {
            if (Math.abs(pairs() - 2L * k) >= Math.abs(s)) {
                extreme = extreme.add(counts[k]);
            }
        }
        return new BigDecimal(extreme)
                .divide(new BigDecimal(orders()), MathContext.DECIMAL128)
                .doubleValue();
    }
}

package dev.sonde.stats;

import java.util.Locale;

/**
 * The outcome of {@link PairedPermutationTest}.
 *
 * @param meanDifference the mean of first - second
 * @param pValue two-sided
 * @param items number of items
 * @param unequal number of items, or clusters of them, whose values differ between the systems
 * @param exact whether all sign flips were counted, not a random sample of them
 */
public record PermutationResult(double meanDifference, double pValue, int items, int unequal, boolean exact) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean difference %+.4g of %d items, p = %.3g (%s)",
                meanDifference,
                items,
                pValue,
                exact ? "exact" : "random flips");
    }
}

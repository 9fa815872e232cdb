package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Fleiss' kappa: agreement of several raters beyond chance, (P - Pe) / (1 - Pe).
 *
 * <p>With n_ij the number of raters who put item i into category j, and n_i raters of item i: P is the mean over items
 * of sum_j n_ij (n_ij - 1) / (n_i (n_i - 1)), and Pe = sum_j p_j^2, where p_j is the share of all ratings that went to
 * category j. Source: Fleiss (1971), Measuring nominal scale agreement among many raters; equal to
 * {@code statsmodels.stats.inter_rater.fleiss_kappa} 0.15.
 *
 * @param kappa from {@link #lowestKappa} to 1
 * @param observedAgreement P, the share of agreeing pairs of raters
 * @param chanceAgreement Pe, the agreement expected if raters answered by the category shares alone
 * @param items number of rated items
 * @param raters raters per item; of unequally rated items, the largest number
 */
public record FleissKappa(double kappa, double observedAgreement, double chanceAgreement, int items, int raters) {
    /**
     * Kappa of items that all have the same number of raters.
     *
     * @param counts [items][categories], how many raters chose the category
     * @throws SondeException if a row differs in its number of raters or categories, a count is negative, there are
     *     fewer than two raters, or all ratings fall into one category (kappa is 0 / 0 then)
     */
    public static FleissKappa of(int[][] counts) {
        int[] raters = raters(counts);
        for (int i = 1; i < raters.length; i++) {
            if (raters[i] != raters[0]) {
                throw new SondeException(
                        "Row " + i + " (counted from 0) has " + raters[i] + " raters, row 0 has " + raters[0]
                                + ": Fleiss' kappa needs equal numbers.",
                        "Leave out incompletely rated items, or use FleissKappa.ofUnequal.");
            }
        }
        return compute(counts, raters);
    }

    /**
     * The generalisation to items with unequal numbers of raters, two or more each; equals {@link #of} where the
     * numbers are equal. Every item weighs the same in P, every rating the same in Pe.
     *
     * @throws SondeException as {@link #of}, except for unequal numbers of raters
     */
    public static FleissKappa ofUnequal(int[][] counts) {
        return compute(counts, raters(counts));
    }

    /**
     * The agreement P that a published kappa implies: kappa (1 - chance) + chance.
     *
     * @param kappa between -1 and 1
     * @param chance Pe, at least 0 and below 1; 0.5 for two categories chosen equally often
     */
    public static double observedAgreementFor(double kappa, double chance) {
        if (!(Math.abs(kappa) <= 1)) {
            throw new SondeException(
                    "Kappa must lie between -1 and 1; found " + kappa + ".", "Give a share, not percent.");
        }
        if (!(chance >= 0 && chance < 1)) {
            throw new SondeException(
                    "Chance agreement must be at least 0 and below 1; found " + chance + ".",
                    "Give the sum of the squared category shares.");
        }
        return kappa * (1 - chance) + chance;
    }

    /** The smallest kappa that so many raters per item can have, -1 / (raters - 1): all items are split alike. */
    public static double lowestKappa(int raters) {
        requireTwo("A kappa", raters, "raters");
        return -1.0 / (raters - 1);
    }

    /** The smallest agreement P that is possible: every item is split as evenly as the raters allow. */
    public static double lowestAgreement(int raters, int categories) {
        requireTwo("A kappa", raters, "raters");
        requireTwo("A kappa", categories, "categories");
        int each = raters / categories;
        int oneMore = raters % categories;
        long agreeing = 2 * (oneMore * PairCounts.pairs(each + 1) + (categories - oneMore) * PairCounts.pairs(each));
        return agreeing / (raters * (raters - 1.0));
    }

    private static FleissKappa compute(int[][] counts, int[] raters) {
        double observed = IntStream.range(0, counts.length)
                .mapToDouble(i -> PairCounts.tied(counts[i]) / (double) PairCounts.pairs(raters[i]))
                .average()
                .orElseThrow();
        double chance = chanceAgreement(counts);
        double kappa = (observed - chance) / (1 - chance);
        return new FleissKappa(
                kappa,
                observed,
                chance,
                counts.length,
                Arrays.stream(raters).max().orElseThrow());
    }

    private static double chanceAgreement(int[][] counts) {
        long[] perCategory = new long[counts[0].length];
        for (int[] row : counts) {
            Arrays.setAll(perCategory, j -> perCategory[j] + row[j]);
        }
        long ratings = Arrays.stream(perCategory).sum();
        if (Arrays.stream(perCategory).anyMatch(count -> count == ratings)) {
            throw new SondeException(
                    "All " + ratings + " ratings fall into one category: kappa is undefined (0 / 0).",
                    "Report the agreement, or rate items that differ.");
        }
        return Arrays.stream(perCategory)
                .mapToDouble(count -> (double) count / ratings)
                .map(share -> share * share)
                .sum();
    }

    /** The number of raters of each item, of a checked table. */
    private static int[] raters(int[][] counts) {
        if (counts.length == 0) {
            throw new SondeException("There are no rated items.", "Give one row of counts per item.");
        }
        return IntStream.range(0, counts.length)
                .map(i -> checkedRaters(i, counts[i], counts[0].length))
                .toArray();
    }

    private static int checkedRaters(int item, int[] row, int categories) {
        String name = "Row " + item + " (counted from 0)";
        if (row.length != categories) {
            throw new SondeException(
                    name + " has " + row.length + " categories, row 0 has " + categories + ".",
                    "Give a count, also 0, for every category.");
        }
        long sum = 0;
        for (int count : row) {
            sum += Checks.count("count in " + name, count);
        }
        int raters = Checks.intCount("number of raters in " + name, sum);
        requireTwo(name, raters, "raters");
        return raters;
    }

    private static void requireTwo(String what, int found, String unit) {
        if (found < 2) {
            throw new SondeException(
                    what + " needs at least two " + unit + "; found " + found + ".",
                    "Agreement is between pairs of raters: leave out what has none.");
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "kappa = %.4f (agreement %.4f, by chance %.4f), %d items, %d raters",
                kappa,
                observedAgreement,
                chanceAgreement,
                items,
                raters);
    }
}

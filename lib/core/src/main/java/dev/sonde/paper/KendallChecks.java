package dev.sonde.paper;

import dev.sonde.stats.KendallNull;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Table 5 against the values that Kendall's tau can take: without ties it is S / pairs, with S = concordant - discordant
 * of the same parity as the number of pairs.
 */
final class KendallChecks {
    private static final double ALPHA = 0.05;
    private static final int SUPER_CATEGORIES = 12;
    private static final int PAIRS = SUPER_CATEGORIES * (SUPER_CATEGORIES - 1) / 2;

    private KendallChecks() {}

    /** All twelve cells are S / 66, cut to two decimals, not rounded. */
    static Finding truncation(Audit.Evidence evidence) {
        List<PublishedCell> published = evidence.published().table(5).cells();
        List<Integer> fit = fittingSizes(published, Rounding.TRUNCATED);
        List<JudgedCell> cells =
                new ArrayList<>(published.stream().map(KendallChecks::truncated).toList());
        cells.add(numberOfCategories(fit));
        long impossible = published.stream()
                .filter(c -> statistic(new Printed(c.value().text(), Rounding.NEAREST), SUPER_CATEGORIES)
                        .isEmpty())
                .count();
        return new Finding(
                "table-5-truncated",
                "Table 5 is cut to two decimals, not rounded",
                Standing.CAUTION,
                Numbers.format(
                        "Cut, all cells are S / 66 and numbers of categories that fit are %s; rounded, %d of 12 cells are impossible "
                                + "and numbers that fit are %s. Compare ours cut, too.",
                        fit, impossible, fittingSizes(published, Rounding.NEAREST)),
                "Table 5; Kendall 1938; COCO has 12 super-categories",
                cells,
                evidence.run("table-5-truncated"));
    }

    private static JudgedCell truncated(PublishedCell cell) {
        OptionalLong s = statistic(cell.value(), SUPER_CATEGORIES);
        JudgedCell judged = JudgedCell.of(
                        "audit",
                        cell.row(),
                        "Table 5, " + cell.column(),
                        "exact: the number is S / 66 for twelve categories without ties, cut to two decimals; p is exact, two-sided",
                        Verdict.of(s.isPresent()))
                .of(cell)
                .examples(SUPER_CATEGORIES);
        return s.isEmpty() ? judged : withStatistic(judged, s.getAsLong());
    }

    private static JudgedCell numberOfCategories(List<Integer> fitting) {
        JudgedCell cell = JudgedCell.of(
                "audit",
                "Table 5",
                "number of categories",
                "exact: of 5 to 17 categories only twelve, COCO's number of super-categories, give all twelve cells",
                Verdict.of(fitting.equals(List.of(SUPER_CATEGORIES))));
        return fitting.isEmpty() ? cell : cell.measured(fitting.get(0));
    }

    /** Which cells have an exact p above 0.05: the marks that the paper's text has lost. */
    static Finding significance(Audit.Evidence evidence) {
        List<PublishedCell> above = evidence.published().table(5).cells().stream()
                .filter(c -> pValue(c) > ALPHA)
                .toList();
        JudgedCell cell = JudgedCell.of(
                        "audit",
                        "Table 5",
                        "cells with p > 0.05",
                        "exact: five cells, and the same ones by the exact and by the normal null distribution",
                        Verdict.of(above.size() == 5 && above.equals(aboveByNormal(evidence))))
                .measured(above.size())
                .examples(SUPER_CATEGORIES);
        return new Finding(
                "table-5-significance",
                "The cells that Table 5 marks as p > 0.05 must be these five",
                Standing.CONSISTENT,
                "The paper marks them; its text has lost the marks. Recomputed: "
                        + String.join(
                                "; ",
                                above.stream().map(KendallChecks::described).toList())
                        + ". The five are not shown to differ from no correlation.",
                "Table 5; exact null distribution of tau for 12 items",
                List.of(cell),
                evidence.run("table-5-significance"));
    }

    /** The same by the normal limit, variance 2 (2n + 5) / 9n(n - 1). */
    private static List<PublishedCell> aboveByNormal(Audit.Evidence evidence) {
        double n = SUPER_CATEGORIES;
        double deviation = Math.sqrt(2 * (2 * n + 5) / (9 * n * (n - 1)));
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(ALPHA / 2);
        return evidence.published().table(5).cells().stream()
                .filter(c -> statistic(c.value(), SUPER_CATEGORIES).stream()
                        .anyMatch(s -> Math.abs(s) / (double) PAIRS / deviation < critical))
                .toList();
    }

    private static String described(PublishedCell cell) {
        return cell.system() + ", " + cell.column() + ": " + cell.value() + " (p = " + Numbers.pValue(pValue(cell))
                + ")";
    }

    static double pValue(PublishedCell cell) {
        OptionalLong s = statistic(cell.value(), SUPER_CATEGORIES);
        return s.isPresent() ? KendallNull.of(SUPER_CATEGORIES).pTwoSided(s.getAsLong()) : Double.NaN;
    }

    private static JudgedCell withStatistic(JudgedCell cell, long s) {
        return cell.measured((double) s / PAIRS)
                .pValue(KendallNull.of(SUPER_CATEGORIES).pTwoSided(s));
    }

    /** The S of n items whose tau prints so. */
    private static OptionalLong statistic(Printed value, int n) {
        long pairs = (long) n * (n - 1) / 2;
        return LongStream.rangeClosed(-pairs, pairs)
                .filter(s -> (pairs - s) % 2 == 0)
                .filter(s -> value.isPrintOf(s, pairs))
                .findFirst();
    }

    private static List<Integer> fittingSizes(List<PublishedCell> cells, Rounding rounding) {
        return IntStream.rangeClosed(5, 17)
                .filter(n -> cells.stream()
                        .allMatch(c -> statistic(new Printed(c.value().text(), rounding), n)
                                .isPresent()))
                .boxed()
                .toList();
    }
}

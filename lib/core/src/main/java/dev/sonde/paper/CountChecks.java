package dev.sonde.paper;

import dev.sonde.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether printed percentages are counts of the items they were measured on: the GRIM test (Brown and Heathers 2017, The
 * GRIM Test: A Simple Technique Detects Numerous Anomalies in the Reporting of Results in Psychology).
 */
final class CountChecks {
    private static final String GRIM =
            "exact: there is a whole number k of the N items whose percentage prints as the published number";

    private CountChecks() {}

    /** Every cell of Table 2 is k of the test items of its category. */
    static Finding table2(Audit.Evidence evidence) {
        List<JudgedCell> cells = new ArrayList<>();
        double log10Chance = 0;
        for (PublishedCell cell : evidence.published().table(2).cells()) {
            long n = evidence.counts(cell).count();
            cells.add(judge(cell, "Table 2, " + cell.column(), n));
            log10Chance += Math.log10(Math.min(1, (n + 1) / 10_001.0));
        }
        return new Finding(
                "table-2-counts",
                "Every cell of Table 2 is a whole number of correct items of VSR's test split",
                Standing.CONSISTENT,
                Numbers.format(
                        "%d of %d cells are k / N with N from the test split and the category file. Two-decimal numbers drawn at "
                                + "random would all pass with a chance of 10^%.0f.",
                        passes(cells), cells.size(), log10Chance),
                "Table 2; " + evidence.vsrSource(),
                cells,
                evidence.run("table-2-counts"));
    }

    /** Every measured cell of Tables 1 and 3 whose split is known is k of its items. */
    static Finding tables1And3(Audit.Evidence evidence) {
        List<JudgedCell> cells = Stream.of(1, 3)
                .flatMap(number -> evidence.published().table(number).cells().stream())
                .filter(c -> c.n().isPresent())
                .filter(c -> c.row().contains("Q-Former") || c.row().equals("ViLT"))
                .map(c -> judge(
                        c, (c.item().equals("table-1") ? "Table 1, " : "Table 3, ") + c.column(), size(c, evidence)))
                .toList();
        return new Finding(
                "tables-1-3-counts",
                "So is every VSR and RefCOCOg cell of Tables 1 and 3",
                Standing.CONSISTENT,
                Numbers.format("%d of %d cells are k / N. ", passes(cells), cells.size()) + powerOfRefCoco(evidence),
                "Tables 1 and 3; " + evidence.vsrSource() + "; RefCOCOg (UMD): 4,896 and 9,602 expressions",
                cells,
                evidence.run("tables-1-3-counts"));
    }

    /** How much the RefCOCOg cells say: other sizes of a split would pass, too. */
    private static String powerOfRefCoco(Audit.Evidence evidence) {
        List<Long> validation = Printed.sizesAllowing(measured(evidence, "RefCOCOg validation"), 4500, 5299);
        List<Long> test = Printed.sizesAllowing(measured(evidence, "RefCOCOg test"), 9000, 10199);
        return Numbers.format(
                "VSR's numbers are telling: of all two-decimal numbers %.0f %% are a share of %d test items. RefCOCOg's are less so: "
                        + "%d of 800 sizes around UMD's 4,896 allow all its validation numbers, %d of 1,200 around 9,602 all "
                        + "its test numbers.",
                (evidence.vsr().random().test().size() + 1) / 100.01,
                evidence.vsr().random().test().size(),
                validation.size(),
                test.size());
    }

    /** The different percentages that the paper measured in this column, in Tables 1 and 3. */
    static List<Printed> measured(Audit.Evidence evidence, String column) {
        return Stream.of(1, 3)
                .flatMap(t -> evidence.published().table(t).cells().stream())
                .filter(c -> c.column().equals(column))
                .filter(c -> c.row().contains("Q-Former") || c.row().equals("ViLT"))
                .map(PublishedCell::value)
                .distinct()
                .toList();
    }

    /** The counts of a row of Table 2 do not add up to Table 1. */
    static Finding oneRun(Audit.Evidence evidence) {
        long n = evidence.vsr().random().test().size();
        List<JudgedCell> cells = new ArrayList<>();
        List<String> sums = new ArrayList<>();
        for (String model : List.of("Q-Former", "IBLIP Q-Former")) {
            for (Resampler resampler : List.of(Resampler.FROZEN, Resampler.UNFROZEN)) {
                PublishedCell total = evidence.published().table(1).cell(model, resampler, "VSR random test");
                long sum = sumOfTable2(evidence, model, resampler);
                List<Long> counts = total.value().countsOf(n);
                cells.add(JudgedCell.of(
                                "audit",
                                model,
                                "Table 2 summed, against Table 1",
                                "exact: Table 1's count of correct VSR test items is not the sum of Table 2's",
                                Verdict.of(!counts.isEmpty() && !counts.contains(sum)))
                        .of(total)
                        .measured(100.0 * sum / n)
                        .count(sum, n));
                sums.add(sum + " against " + counts);
            }
        }
        return new Finding(
                "tables-1-2-one-run",
                "Tables 1 and 2 cannot come from one run",
                Standing.CONTRADICTION,
                "Correct items, Table 2 summed against Table 1, for Q-Former frozen and unfrozen, then InstructBLIP's: "
                        + String.join("; ", sums)
                        + ". A verdict that asks one checkpoint for both tables could never pass.",
                "Tables 1 and 2; " + evidence.vsrSource(),
                cells,
                evidence.run("tables-1-2-one-run"));
    }

    /** The counts of a row of Table 2, added up. */
    static long sumOfTable2(Audit.Evidence evidence, String model, Resampler resampler) {
        return evidence.published().table(2).system(model, resampler).stream()
                .flatMap(c -> c.value().shareOf(evidence.counts(c).count()).stream())
                .mapToLong(Proportion::successes)
                .sum();
    }

    private static JudgedCell judge(PublishedCell cell, String column, long n) {
        boolean reachable = !cell.value().countsOf(n).isEmpty();
        JudgedCell judged = JudgedCell.of("audit", cell.row(), column, GRIM, Verdict.of(reachable))
                .of(cell)
                .examples(n);
        return cell.value()
                .shareOf(n)
                .map(share -> judged.count(share.successes(), n)
                        .measured(share.percent())
                        .within(share.wilson().times(100)))
                .orElse(judged);
    }

    /** VSR's sizes come from the data at hand, RefCOCOg's from the paper's split. */
    private static long size(PublishedCell cell, Audit.Evidence evidence) {
        return switch (cell.column()) {
            case "VSR random validation" -> evidence.vsr().random().dev().size();
            case "VSR random test" -> evidence.vsr().random().test().size();
            default -> cell.n().orElseThrow();
        };
    }

    private static long passes(List<JudgedCell> cells) {
        return cells.stream().filter(c -> c.verdict() == Verdict.PASS).count();
    }
}

package dev.sonde.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers that stand in the paper twice: some must, some should not. */
final class RepetitionChecks {
    private static final List<String> MODELS = List.of("Q-Former", "IBLIP Q-Former");

    private RepetitionChecks() {}

    /** Table 3's one-layer rows are Table 1's frozen test columns. */
    static Finding sharedRow(Audit.Evidence evidence) {
        List<JudgedCell> cells = new ArrayList<>();
        for (String model : MODELS) {
            for (PublishedCell one :
                    evidence.published().table(3).system(model + ", 1-layer probe", Resampler.FROZEN)) {
                PublishedCell same = evidence.published().table(1).cell(model, Resampler.FROZEN, one.column());
                boolean equal = one.value().text().equals(same.value().text());
                cells.add(JudgedCell.of(
                                "audit",
                                model,
                                "Table 3, 1 layer, " + one.column(),
                                "exact: the one-layer probe of Table 3 prints the number of Table 1",
                                Verdict.of(equal))
                        .of(one));
            }
        }
        return new Finding(
                "table-3-first-row",
                "Table 3's one-layer probes are Table 1's linear probes",
                Standing.CONSISTENT,
                "The numbers agree to the digit, so Table 3 extends the runs of Table 1.",
                "Tables 1 and 3",
                cells,
                evidence.run("table-3-first-row"));
    }

    /** Both models' four-layer RefCOCOg probes print 34.49. */
    static Finding repeatedNumber(Audit.Evidence evidence) {
        PublishedTable table = evidence.published().table(3);
        PublishedCell first = table.cell("Q-Former, 4-layer probe", Resampler.FROZEN, "RefCOCOg test");
        PublishedCell second = table.cell("IBLIP Q-Former, 4-layer probe", Resampler.FROZEN, "RefCOCOg test");
        long otherRepeats = repeats(table) - (first.value().equals(second.value()) ? 1 : 0);
        JudgedCell cell = JudgedCell.of(
                        "audit",
                        second.row(),
                        "Table 3, RefCOCOg test",
                        "exact: the two models' four-layer RefCOCOg cells print one number, and no other column of Table 3 repeats one",
                        Verdict.of(first.value().equals(second.value()) && otherRepeats == 0))
                .of(second);
        return new Finding(
                "table-3-repeated",
                "Table 3 prints 34.49 for both models' four-layer RefCOCOg probe",
                Standing.CAUTION,
                "The models differ by 7 to 10 points with one and two layers, then agree to the digit. That may be chance or a copying "
                        + "slip; neither cell should be chased.",
                "Table 3",
                List.of(cell),
                evidence.run("table-3-repeated"));
    }

    /** Table 5 has the same three numbers for both unfrozen models. */
    static Finding equalColumns(Audit.Evidence evidence) {
        PublishedTable table = evidence.published().table(5);
        List<PublishedCell> first = table.system(MODELS.get(0), Resampler.UNFROZEN);
        List<PublishedCell> second = table.system(MODELS.get(1), Resampler.UNFROZEN);
        List<JudgedCell> cells = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            cells.add(JudgedCell.of(
                            "audit",
                            second.get(i).row(),
                            "Table 5, " + second.get(i).column(),
                            "exact: both unfrozen models print the same number",
                            Verdict.of(first.get(i).value().equals(second.get(i).value())))
                    .of(second.get(i)));
        }
        return new Finding(
                "table-5-equal-columns",
                "Table 5's two unfrozen columns are the same",
                Standing.CAUTION,
                "All three coefficients agree, while all three frozen pairs differ: either both models rank the twelve "
                        + "super-categories alike, or a column was copied.",
                "Table 5",
                cells,
                evidence.run("table-5-equal-columns"));
    }

    /** Number of values that stand more than once in one column. */
    private static long repeats(PublishedTable table) {
        Map<String, Long> counts = table.cells().stream()
                .collect(Collectors.groupingBy(c -> c.column() + " " + c.value().text(), Collectors.counting()));
        return counts.values().stream().filter(n -> n > 1).count();
    }
}

package dev.sonde.paper;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The sizes of Region Cell Matching (Appendix A), which the paper gives only as 46k, 3k and 5.5k. */
final class RegionCellChecks {
    private RegionCellChecks() {}

    /** Test sizes that all nine RCM test percentages allow, and those that the construction can make. */
    static Finding sizes(Audit.Evidence evidence) {
        List<Printed> test = percentages(evidence, "RCM test");
        List<Printed> validation = percentages(evidence, "RCM validation");
        List<Long> fitTest = fitting(test, 5200, 5900);
        List<Long> fitValidation = fitting(validation, 2700, 3400);
        List<Long> built = fitTest.stream().filter(RegionCellChecks::canBeBuilt).toList();
        JudgedCell testCell = JudgedCell.of(
                        "audit",
                        "RCM test",
                        "number of examples",
                        "exact: of 5,200 to 5,900 examples, 5,517 and 5,647 alone allow all nine published percentages, and of "
                                + "these only 5,517 = 9 x (309 + 8 x 38) is a size that Appendix A's construction makes",
                        Verdict.of(fitTest.equals(List.of(5517L, 5647L)) && built.equals(List.of(5517L))))
                .published(
                        1000 * evidence.published().number("rcm-test").value().value())
                .measured(built.isEmpty() ? Double.NaN : built.get(0));
        JudgedCell validationCell = JudgedCell.of(
                        "audit",
                        "RCM validation",
                        "number of examples",
                        "exact: no size from 2,700 to 3,400 allows all five published percentages",
                        Verdict.of(fitValidation.isEmpty()))
                .published(1000
                        * evidence.published().number("rcm-validation").value().value())
                .measured(fitValidation.size());
        return new Finding(
                "rcm-sizes",
                "RCM's test set may have 5,517 examples; no validation size fits",
                Standing.CAUTION,
                "Test sizes that fit " + test.size() + " percentages: " + fitTest + "; validation sizes that fit "
                        + validation.size() + ": " + fitValidation
                        + " (the number of sizes stands in the table). With Ni positives a cell the construction gives "
                        + "9 (Ni + 8 floor(Ni / 8)) examples, 38 sizes from 5,200 to 5,900. So the validation numbers cannot "
                        + "all be accuracies on one set of about 3,000; and the test size is a hint, not a proof: nine "
                        + "percentages drawn at random fit one of the 38 sizes about one time in six.",
                "Tables 1 and 3, Appendix A",
                List.of(testCell, validationCell),
                evidence.run("rcm-sizes"));
    }

    private static List<Printed> percentages(Audit.Evidence evidence, String column) {
        return Stream.of(1, 3)
                .flatMap(t -> evidence.published().table(t).cells().stream())
                .filter(c -> c.column().equals(column))
                .filter(c -> c.row().contains("Q-Former") || c.row().equals("ViLT"))
                .map(PublishedCell::value)
                .distinct()
                .toList();
    }

    private static List<Long> fitting(List<Printed> percentages, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .filter(n -> percentages.stream().noneMatch(p -> p.countsOf(n).isEmpty()))
                .boxed()
                .toList();
    }

    /** Whether some number of positives a cell gives this many examples. */
    private static boolean canBeBuilt(long examples) {
        return LongStream.rangeClosed(1, examples / 9).anyMatch(ni -> 9 * (ni + 8 * (ni / 8)) == examples);
    }
}

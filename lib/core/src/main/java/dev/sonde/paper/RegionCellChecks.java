package dev.sonde.paper;

import java.util.List;
import java.util.stream.LongStream;

/** The sizes of Region Cell Matching (Appendix A), which the paper gives only as 46k, 3k and 5.5k. */
final class RegionCellChecks {
    private RegionCellChecks() {}

    /** Test sizes that all RCM test percentages allow, and those that the construction can make. */
    static Finding sizes(Audit.Evidence evidence) {
        List<Printed> test = CountChecks.measured(evidence, "RCM test");
        List<Printed> validation = CountChecks.measured(evidence, "RCM validation");
        List<Long> fitTest = Printed.sizesAllowing(test, 5200, 5900);
        List<Long> fitValidation = Printed.sizesAllowing(validation, 2700, 3400);
        List<Long> built = fitTest.stream().filter(RegionCellChecks::canBeBuilt).toList();
        return new Finding(
                "rcm-sizes",
                "RCM's test set may have 5,517 examples; no validation size fits",
                Standing.CAUTION,
                "Test sizes from 5,200 to 5,900 that allow all " + test.size() + " percentages: " + fitTest
                        + "; validation sizes from 2,700 to 3,400 that allow all " + validation.size() + ": "
                        + fitValidation
                        + ". With Ni positives a cell, Appendix A's construction gives 9 (Ni + 8 floor(Ni / 8)) examples; 5,517 "
                        + "would be 2,781 positives and 2,736 negatives, which is not quite the \"N positive and N negative\" of its "
                        + "text. So the validation numbers cannot all be accuracies on one set of about 3,000, and the test size "
                        + "is a hint, not a proof.",
                "Tables 1 and 3, Appendix A",
                List.of(testCell(evidence, fitTest, built), validationCell(fitValidation)),
                evidence.run("rcm-sizes"));
    }

    private static JudgedCell testCell(Audit.Evidence evidence, List<Long> fitting, List<Long> built) {
        JudgedCell cell = JudgedCell.of(
                        "audit",
                        "RCM test",
                        "number of examples",
                        "exact: of 5,200 to 5,900 examples, 5,517 and 5,647 alone allow all nine published percentages, and of "
                                + "these only 5,517 = 9 x (309 + 8 x 38) is a size that Appendix A's construction makes",
                        Verdict.of(fitting.equals(List.of(5517L, 5647L)) && built.equals(List.of(5517L))))
                .published(
                        1000 * evidence.published().number("rcm-test").value().value());
        return built.isEmpty() ? cell : cell.measured(built.get(0));
    }

    private static JudgedCell validationCell(List<Long> fitting) {
        return JudgedCell.of(
                        "audit",
                        "RCM validation",
                        "sizes from 2,700 to 3,400 that fit",
                        "exact: no size from 2,700 to 3,400 allows all five published percentages",
                        Verdict.of(fitting.isEmpty()))
                .measured(fitting.size());
    }

    /** Whether some number of positives a cell gives this many examples. */
    private static boolean canBeBuilt(long examples) {
        return LongStream.rangeClosed(1, examples / 9).anyMatch(ni -> 9 * (ni + 8 * (ni / 8)) == examples);
    }
}

package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.Overlap;
import dev.sonde.data.VsrSplit;
import dev.sonde.stats.Holm;
import dev.sonde.stats.Proportion;
import dev.sonde.stats.ProportionResult;
import dev.sonde.stats.ProportionTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the frozen probes must beat, and do not always: the majority class; and what train and test share. */
final class BaselineChecks {
    private static final double ALPHA = 0.05;
    private static final String IBLIP = "IBLIP Q-Former";

    private BaselineChecks() {}

    /** The frozen probes against always giving the majority class's answer. */
    static Finding majorityClass(Audit.Evidence evidence) {
        VsrSplit test = evidence.vsr().random().test();
        VsrSplit dev = evidence.vsr().random().dev();
        JudgedCell table1 = ofTable1(evidence, IBLIP, "VSR random test", test, false);
        JudgedCell table2 = ofTable2Summed(evidence, test);
        List<JudgedCell> cells = List.of(
                ofTable1(evidence, "Q-Former", "VSR random validation", dev, true),
                ofTable1(evidence, "Q-Former", "VSR random test", test, true),
                ofTable1(evidence, IBLIP, "VSR random validation", dev, true),
                table1,
                table2);
        return new Finding(
                "vsr-majority",
                "On VSR test InstructBLIP's frozen probe of Table 1 is not shown to beat the majority class; Table 2's run is",
                Standing.CAUTION,
                Numbers.format(
                        "The baseline of VSR test is not 50 %% but %.2f %% (%d of %d statements are true). InstructBLIP's frozen "
                                + "probe is right on %s of them in Table 1 (p = %s), on %s in Table 2 (p = %s): the conclusion depends "
                                + "on the run. The baseline is taken as fixed; without predictions a paired test cannot be had.",
                        100 * test.counts().majorityShare(),
                        test.counts().trueCount(),
                        test.size(),
                        count(table1),
                        p(table1),
                        count(table2),
                        p(table2)),
                "Tables 1 and 2; " + evidence.vsrSource(),
                cells,
                evidence.run("vsr-majority"));
    }

    /** The same in each category of relations, with Holm's correction over the fourteen frozen cells. */
    static Finding categories(Audit.Evidence evidence) {
        List<PublishedCell> published = evidence.published().table(2).cells().stream()
                .filter(c -> c.resampler() == Resampler.FROZEN)
                .toList();
        double[] adjusted = Holm.adjust(published.stream()
                .mapToDouble(
                        c -> test(c, evidence).map(ProportionResult::pValue).orElse(1.0))
                .toArray());
        List<JudgedCell> cells = new ArrayList<>();
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        for (int i = 0; i < published.size(); i++) {
            PublishedCell cell = published.get(i);
            Optional<ProportionResult> result = test(cell, evidence);
            cells.add(ofCategory(cell, evidence.counts(cell), result, adjusted[i]));
            if (result.isPresent() && adjusted[i] < ALPHA) {
                (result.get().difference() > 0 ? above : below).add(cell.system() + ", " + cell.column());
            }
        }
        return new Finding(
                "vsr-categories-majority",
                "Of fourteen frozen cells of Table 2, three are shown to be above the majority class",
                Standing.CAUTION,
                "Above: " + above + "; below: " + below
                        + ". A score may even be that of always giving one answer: the Q-Former's "
                        + "under Proximity is, to the item.",
                "Table 2; " + evidence.vsrSource(),
                cells,
                evidence.run("vsr-categories-majority"));
    }

    /** Test images that are also training images. */
    static Finding sharedImages(Audit.Evidence evidence) {
        VsrSplit train = evidence.vsr().random().train();
        VsrSplit test = evidence.vsr().random().test();
        Overlap overlap = train.imagesSharedWith(test);
        JudgedCell cell = JudgedCell.of(
                        "audit",
                        "VSR random",
                        "test items whose image is in train",
                        "exact: more than half of the random split's test items show a training image",
                        Verdict.of(2L * overlap.itemsOfSecond() > test.size()))
                .measured(100.0 * overlap.itemsOfSecond() / test.size())
                .count(overlap.itemsOfSecond(), test.size());
        return new Finding(
                "vsr-shared-images",
                "More than half of VSR's test items show an image that is also in train",
                Standing.CAUTION,
                Numbers.format(
                        "%d of %d test images, hence %d of %d test items, are in the training split. The paper uses this split; "
                                + "intervals should be clustered by image, and a joint fit may remember images.",
                        overlap.sharedValues(), test.images(), overlap.itemsOfSecond(), test.size()),
                evidence.vsrSource(),
                List.of(cell),
                evidence.run("vsr-shared-images"));
    }

    private static JudgedCell ofTable1(
            Audit.Evidence evidence, String model, String column, VsrSplit split, boolean expectedAbove) {
        PublishedCell cell = evidence.published().table(1).cell(model, Resampler.FROZEN, column);
        JudgedCell judged =
                judged(model, "Table 1, " + column, split, expectedAbove).of(cell);
        return cell.value()
                .shareOf(split.size())
                .map(share -> compared(judged, share, split, expectedAbove))
                .orElse(judged);
    }

    private static JudgedCell ofTable2Summed(Audit.Evidence evidence, VsrSplit test) {
        long sum = CountChecks.sumOfTable2(evidence, IBLIP, Resampler.FROZEN);
        JudgedCell judged = judged(IBLIP + " frozen", "Table 2 summed, VSR random test", test, true);
        return compared(judged, new Proportion(Math.min(sum, test.size()), test.size()), test, true);
    }

    /** A cell that fails until it is compared. */
    private static JudgedCell judged(String row, String what, VsrSplit split, boolean expectedAbove) {
        return JudgedCell.of(
                "audit",
                row,
                what + baseline(split.counts()),
                "statistical: exact binomial test, two-sided, against the share of the majority class; "
                        + (expectedAbove ? "above it with p < 0.05" : "not above it with p < 0.05"),
                Verdict.FAIL);
    }

    private static JudgedCell compared(JudgedCell judged, Proportion share, VsrSplit split, boolean expectedAbove) {
        ProportionResult result =
                ProportionTest.against(split.counts().majorityShare()).test(share);
        boolean above = result.pValue() < ALPHA && result.difference() > 0;
        return withShare(judged, share)
                .judged(Verdict.of(above == expectedAbove))
                .pValue(result.pValue());
    }

    /** The rule names the four cells that were found to differ, so that any other outcome fails. */
    private static JudgedCell ofCategory(
            PublishedCell cell, LabelCounts counts, Optional<ProportionResult> result, double adjusted) {
        boolean expected = cell.column().equals("Topological")
                || cell.place().equals("table-2, Q-Former frozen, Adjacency")
                || cell.place().equals("table-2, IBLIP Q-Former frozen, Proximity");
        JudgedCell judged = JudgedCell.of(
                        "audit",
                        cell.row(),
                        cell.column() + baseline(counts),
                        "statistical: exact binomial test against the share of the category's majority class, Holm over 14 cells "
                                + "(p is adjusted); different at 5 % are Topological (both), Q-Former Adjacency, and "
                                + "InstructBLIP Proximity (below), and no other",
                        Verdict.of(result.isPresent() && adjusted < ALPHA == expected))
                .of(cell);
        return cell.value()
                .shareOf(counts.count())
                .map(share -> withShare(judged, share).pValue(adjusted))
                .orElse(judged);
    }

    private static JudgedCell withShare(JudgedCell cell, Proportion share) {
        return cell.measured(share.percent())
                .within(share.wilson().times(100))
                .count(share.successes(), share.trials());
    }

    /** Empty where the printed number is no count of the category's items. */
    private static Optional<ProportionResult> test(PublishedCell cell, Audit.Evidence evidence) {
        LabelCounts counts = evidence.counts(cell);
        return cell.value().shareOf(counts.count()).map(share -> ProportionTest.against(counts.majorityShare())
                .test(share));
    }

    private static String baseline(LabelCounts counts) {
        return String.format(Locale.ROOT, " (majority %.1f %%)", 100 * counts.majorityShare());
    }

    private static String count(JudgedCell cell) {
        return cell.k().isPresent() ? String.valueOf(cell.k().getAsLong()) : "no whole number";
    }

    private static String p(JudgedCell cell) {
        return cell.p().isPresent() ? Numbers.pValue(cell.p().getAsDouble()) : "none";
    }
}

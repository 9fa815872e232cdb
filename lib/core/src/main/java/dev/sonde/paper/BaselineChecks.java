package dev.sonde.paper;

import dev.sonde.data.ImageOverlap;
import dev.sonde.data.LabelCounts;
import dev.sonde.data.VsrSplit;
import dev.sonde.stats.Holm;
import dev.sonde.stats.ProportionResult;
import dev.sonde.stats.ProportionTest;
import java.util.ArrayList;
import java.util.List;

/** What the frozen probes must beat, and do not always: the larger class; and what train and test share. */
final class BaselineChecks {
    private BaselineChecks() {}

    /** The frozen probes against always giving the larger class's answer. */
    static Finding majorityClass(Audit.Evidence evidence) {
        VsrSplit test = evidence.vsr().random().test();
        VsrSplit dev = evidence.vsr().random().dev();
        List<JudgedCell> cells = List.of(
                againstMajority(evidence, "Q-Former", "VSR random validation", dev, true),
                againstMajority(evidence, "Q-Former", "VSR random test", test, true),
                againstMajority(evidence, "IBLIP Q-Former", "VSR random validation", dev, true),
                againstMajority(evidence, "IBLIP Q-Former", "VSR random test", test, false));
        double majority = test.counts().majorityShare();
        return new Finding(
                "vsr-majority",
                "InstructBLIP's frozen probe is not shown to beat always answering \"true\"",
                Standing.CAUTION,
                Numbers.format(
                        "The baseline of VSR test is not 50 %% but %.2f %% (%d of %d are true). InstructBLIP's %s %% is %.2f "
                                + "points above it, exact p = %.3f. The baseline is taken as fixed; without predictions a paired test "
                                + "cannot be had.",
                        100 * majority,
                        test.counts().trueCount(),
                        test.size(),
                        Numbers.shortest(cells.get(3).published().orElseThrow()),
                        cells.get(3).published().orElseThrow() - 100 * majority,
                        cells.get(3).p().orElse(Double.NaN)),
                "Table 1; " + evidence.vsrSource(),
                cells,
                evidence.run("vsr-majority"));
    }

    /** The same in each category of relations, with Holm's correction over the fourteen frozen cells. */
    static Finding categories(Audit.Evidence evidence) {
        List<PublishedCell> published = evidence.published().table(2).cells().stream()
                .filter(c -> c.resampler() == Resampler.FROZEN)
                .toList();
        double[] adjusted = Holm.adjust(
                published.stream().mapToDouble(c -> test(c, evidence).pValue()).toArray());
        List<JudgedCell> cells = new ArrayList<>();
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        for (int i = 0; i < published.size(); i++) {
            PublishedCell cell = published.get(i);
            double difference = test(cell, evidence).difference();
            boolean differs = adjusted[i] < 0.05;
            if (differs) {
                (difference > 0 ? above : below).add(cell.system() + " " + cell.column());
            }
            boolean expected = cell.column().equals("Topological")
                    || cell.system().equals("Q-Former frozen") && cell.column().equals("Adjacency")
                    || cell.system().equals("IBLIP Q-Former frozen")
                            && cell.column().equals("Proximity");
            LabelCounts counts = evidence.counts(cell);
            cells.add(JudgedCell.of(
                            "audit",
                            cell.row(),
                            "Table 2, " + cell.column() + ", against the larger class",
                            "statistical: exact binomial test against the share of the category's larger class, Holm over 14 cells "
                                    + "(p is adjusted); different at 5 % are Topological (both), Q-Former Adjacency, and "
                                    + "InstructBLIP Proximity (below), and no other",
                            Verdict.of(differs == expected))
                    .of(cell)
                    .measured(counts.count() == 0 ? 0 : 100 * counts.majorityShare())
                    .examples(counts.count())
                    .pValue(adjusted[i]));
        }
        return new Finding(
                "vsr-categories-majority",
                "Of fourteen frozen cells of Table 2, three are shown to be above the larger class",
                Standing.CAUTION,
                "Above: " + above + "; below: " + below
                        + ". The Q-Former's Proximity score, 80 of 133, is to the item that of always answering \"true\".",
                "Table 2; " + evidence.vsrSource(),
                cells,
                evidence.run("vsr-categories-majority"));
    }

    /** Test images that are also training images. */
    static Finding sharedImages(Audit.Evidence evidence) {
        VsrSplit train = evidence.vsr().random().train();
        VsrSplit test = evidence.vsr().random().test();
        ImageOverlap overlap = ImageOverlap.between(train, test);
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
                        overlap.sharedImages(), test.images(), overlap.itemsOfSecond(), test.size()),
                evidence.vsrSource(),
                List.of(cell),
                evidence.run("vsr-shared-images"));
    }

    private static JudgedCell againstMajority(
            Audit.Evidence evidence, String model, String column, VsrSplit split, boolean significant) {
        PublishedCell cell = evidence.published().table(1).cell(model, Resampler.FROZEN, column);
        String rule =
                "statistical: exact binomial test, two-sided, against the share of the larger class, which stands under "
                        + "Computed (the interval is the published share's); "
                        + (significant ? "above it with p < 0.05" : "not above it with p < 0.05");
        JudgedCell judged = JudgedCell.of("audit", model, column + ", against the larger class", rule, Verdict.FAIL)
                .of(cell)
                .measured(100 * split.counts().majorityShare());
        return cell.value()
                .shareOf(split.size())
                .map(share -> {
                    ProportionResult result = ProportionTest.against(
                                    split.counts().majorityShare())
                            .test(share);
                    boolean above = result.pValue() < 0.05 && result.difference() > 0;
                    return judged.judged(Verdict.of(above == significant))
                            .within(share.wilson().times(100))
                            .count(share.successes(), share.trials())
                            .pValue(result.pValue());
                })
                .orElse(judged);
    }

    /** The test of a cell of Table 2; p is 1 where the printed number is no count of the category's items. */
    private static ProportionResult test(PublishedCell cell, Audit.Evidence evidence) {
        LabelCounts counts = evidence.counts(cell);
        return cell.value()
                .shareOf(counts.count())
                .map(share -> ProportionTest.against(counts.majorityShare()).test(share))
                .orElse(new ProportionResult(Double.NaN, Double.NaN, 1));
    }
}

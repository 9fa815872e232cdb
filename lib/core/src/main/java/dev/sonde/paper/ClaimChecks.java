package dev.sonde.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sentences of the paper against its own tables. */
final class ClaimChecks {
    private static final List<String> MODELS = List.of("Q-Former", "IBLIP Q-Former");
    private static final List<Resampler> STATES = List.of(Resampler.FROZEN, Resampler.UNFROZEN);

    private ClaimChecks() {}

    /** "Both resamplers perform the best in topological relations across frozen/unfrozen conditions." */
    static Finding topologicalIsBest(Audit.Evidence evidence) {
        List<JudgedCell> cells = new ArrayList<>();
        for (String model : MODELS) {
            for (Resampler state : STATES) {
                PublishedCell best = sorted(evidence, model, state).get(6);
                cells.add(JudgedCell.of(
                                "audit",
                                model,
                                "best category is " + best.column(),
                                "exact: the highest number of the row stands under Topological",
                                Verdict.of(best.column().equals("Topological")))
                        .of(best)
                        .measured(best.value().value()));
            }
        }
        return new Finding(
                "claim-topological",
                "Topological relations are best in every row of Table 2, as the text says",
                Standing.CONSISTENT,
                "True of all four rows.",
                "Section 3.1; Table 2",
                cells,
                evidence.run("claim-topological"));
    }

    /** "Captions describing adjacency or orientation properties are difficult even for fine-tuned resamplers." */
    static Finding hardCategories(Audit.Evidence evidence) {
        List<JudgedCell> cells = new ArrayList<>();
        for (String model : MODELS) {
            for (PublishedCell low : sorted(evidence, model, Resampler.UNFROZEN).subList(0, 2)) {
                cells.add(JudgedCell.of(
                                "audit",
                                model,
                                "among its two lowest: " + low.column(),
                                "exact: the two lowest numbers of an unfrozen row stand under Adjacency and Orientation",
                                Verdict.of(List.of("Adjacency", "Orientation").contains(low.column())))
                        .of(low)
                        .measured(low.value().value()));
            }
        }
        return new Finding(
                "claim-hard-categories",
                "Adjacency and Orientation are hardest for unfrozen resamplers, as the text says",
                Standing.CONSISTENT,
                "They are the two lowest numbers of both unfrozen rows; with 137 Orientation items InstructBLIP's distance to "
                        + "the next category is well inside its interval.",
                "Section 3.1; Table 2",
                cells,
                evidence.run("claim-hard-categories"));
    }

    /** "We observe a common trend of increasing performance when we make the probe more complex." */
    static Finding deeperProbesAreBetter(Audit.Evidence evidence) {
        PublishedTable table = evidence.published().table(3);
        List<JudgedCell> cells = new ArrayList<>();
        List<String> breaks = new ArrayList<>();
        for (String model : MODELS) {
            for (String task : List.of("RefCOCOg test", "VSR random test", "RCM test")) {
                double one = depth(table, model, 1, task);
                double two = depth(table, model, 2, task);
                double four = depth(table, model, 4, task);
                boolean grows = one < two && two < four;
                boolean exception = model.equals("Q-Former") && task.equals("VSR random test");
                if (!grows) {
                    breaks.add(Numbers.format("%s, %s: %.2f, %.2f, %.2f", model, task, one, two, four));
                }
                cells.add(JudgedCell.of(
                                "audit",
                                model,
                                "gain from 1 to 4 layers, " + task,
                                "exact: accuracy grows with each step of the probe's depth everywhere but for the Q-Former on VSR",
                                Verdict.of(grows != exception))
                        .published(four)
                        .measured(four - one));
            }
        }
        return new Finding(
                "claim-deeper-probes",
                "Deeper probes are better in five of six columns; on VSR the Q-Former gains nothing",
                Standing.CAUTION,
                "Not growing: " + breaks + ". One VSR item is 0.05 points: the whole change is four items of 2,195.",
                "Section 3; Table 3",
                cells,
                evidence.run("claim-deeper-probes"));
    }

    /** "BLIP-2's Q-Former consistently outperformed the one from InstructBLIP." */
    static Finding blip2IsBetter(Audit.Evidence evidence) {
        PublishedTable table = evidence.published().table(1);
        List<JudgedCell> cells = new ArrayList<>();
        List<String> breaks = new ArrayList<>();
        for (Resampler state : STATES) {
            for (PublishedCell blip2 : table.system("Q-Former", state)) {
                PublishedCell iblip = table.cell("IBLIP Q-Former", state, blip2.column());
                double lead = blip2.value().value() - iblip.value().value();
                boolean exception =
                        state == Resampler.UNFROZEN && blip2.column().equals("RCM validation");
                if (lead <= 0) {
                    breaks.add(
                            blip2.column() + ", " + state.label() + ": " + blip2.value() + " against " + iblip.value());
                }
                cells.add(JudgedCell.of(
                                "audit",
                                "Q-Former",
                                "lead over InstructBLIP's, " + blip2.column(),
                                "exact: the lead is positive everywhere but for RCM validation, unfrozen",
                                Verdict.of(lead > 0 != exception))
                        .of(blip2)
                        .measured(lead));
            }
        }
        return new Finding(
                "claim-blip2-better",
                "BLIP-2's Q-Former is ahead of InstructBLIP's in eleven of twelve columns, not in all",
                Standing.CONTRADICTION,
                "The text says \"consistently\". Not ahead: " + breaks + ".",
                "Section 3.1; Table 1",
                cells,
                evidence.run("claim-blip2-better"));
    }

    private static List<PublishedCell> sorted(Audit.Evidence evidence, String model, Resampler state) {
        return evidence.published().table(2).system(model, state).stream()
                .sorted(Comparator.comparingDouble(c -> c.value().value()))
                .toList();
    }

    private static double depth(PublishedTable table, String model, int layers, String task) {
        return table.cell(model + ", " + layers + "-layer probe", Resampler.FROZEN, task)
                .value()
                .value();
    }
}

package dev.sonde.paper;

import dev.sonde.data.SuperCategory;
import dev.sonde.data.Tag;
import dev.sonde.display.MimeBundle;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Figures 2 (b) and 5: RefCOCOg by super-category, a resampler frozen and trained jointly. In the mini world a group of kinds
 * takes the place of a super-category.
 *
 * <p>The paper draws these points and prints none of their numbers. Judged is that joint training lifts every group; where so
 * few examples cannot tell, nothing is concluded.
 */
public final class SuperCategoryFigure implements Judged {
    private final String item;
    private final ProbedModel model;
    private final Judge judge;

    private SuperCategoryFigure(String item, ProbedModel model, Judge judge) {
        this.item = item;
        this.model = model;
        this.judge = judge;
    }

    /** Figure 2 (b): BLIP-2's Q-Former. */
    public static SuperCategoryFigure figure2b(Runs runs) {
        return Judge.prepared(runs, judge -> new SuperCategoryFigure("figure-2", ProbedModel.BLIP2, judge));
    }

    /** Figure 5: InstructBLIP's Q-Former. */
    public static SuperCategoryFigure figure5(Runs runs) {
        return Judge.prepared(runs, judge -> new SuperCategoryFigure("figure-5", ProbedModel.INSTRUCT_BLIP, judge));
    }

    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells =
                requests().stream().flatMap(request -> cells(request).stream()).toList();
        return new Verdicts(model.label() + " by super-category, judged", cells, judge.run(item + " super-categories"));
    }

    private List<JudgedCell> cells(RunRequest request) {
        Contrast lifted = new Contrast(
                RunRequest.joint(model, ProbedTask.REFCOCOG),
                RunRequest.frozen(model, ProbedTask.REFCOCOG),
                new Shape.Order());
        return groups().stream()
                .map(group -> judge.unpublished(
                        item, request, "RefCOCOg test, " + group, Slice.test(Tag.SUPER_CATEGORY, group), lifted))
                .toList();
    }

    /** Frozen and joint side by side. */
    public Figure figure() {
        List<String> groups = groups();
        Panel panel = Panel.of(
                Axis.categories("super-category", groups),
                Axis.linear("IoU ≥ 0.5").unit("%").range(0, 100));
        for (RunRequest request : requests()) {
            panel = panel.with(Marks.bars(request.training().toString(), cells(request)));
        }
        return Figure.of(model.label() + " on RefCOCOg by super-category", panel)
                .size(760, 420)
                .caption("Test examples; 95 % intervals (bootstrap over images). Runs on "
                        + judge.runs().scale() + " scale.");
    }

    @Override
    public MimeBundle render() {
        return figure().render();
    }

    private List<RunRequest> requests() {
        return List.of(RunRequest.frozen(model, ProbedTask.REFCOCOG), RunRequest.joint(model, ProbedTask.REFCOCOG));
    }

    /** Of the training examples, the most frequent first; COCO's twelve where there are no data. */
    private List<String> groups() {
        Map<String, Long> counts = judge.runs().trainingExamples(ProbedTask.REFCOCOG, Tag.SUPER_CATEGORY);
        return counts.isEmpty()
                ? Arrays.stream(SuperCategory.values())
                        .map(SuperCategory::label)
                        .toList()
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList();
    }
}

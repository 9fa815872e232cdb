package dev.sonde.paper;

import dev.sonde.display.MimeBundle;
import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.stats.KendallNull;
import dev.sonde.stats.KendallResult;
import dev.sonde.stats.KendallTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Figures 2 (a) and 4: a linear probe on the queries after each layer of both resamplers, frozen.
 *
 * <p>The paper draws these points and prints none of their numbers. Judged is what it concludes: no layer comes near joint
 * training (by 15 points on RefCOCOg and 5 on VSR, as in {@link Table3}), so nothing that an earlier layer knew is lost
 * later; and BLIP-2's Q-Former rises with depth.
 */
public final class LayerFigure implements Judged {
    private static final double ALPHA = 0.05;
    private static final List<ProbedModel> MODELS = List.of(ProbedModel.BLIP2, ProbedModel.INSTRUCT_BLIP);

    private final String item;
    private final ProbedTask task;
    private final Judge judge;

    private LayerFigure(String item, ProbedTask task, Judge judge) {
        this.item = item;
        this.task = task;
        this.judge = judge;
    }

    /** Figure 2 (a): VSR. */
    public static LayerFigure figure2a(Runs runs) {
        return Judge.prepared(runs, judge -> new LayerFigure("figure-2", ProbedTask.VSR, judge));
    }

    /** Figure 4: RefCOCOg. */
    public static LayerFigure figure4(Runs runs) {
        return Judge.prepared(runs, judge -> new LayerFigure("figure-4", ProbedTask.REFCOCOG, judge));
    }

    /** Every layer of both resamplers, and the trends over them. */
    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells = new ArrayList<>();
        for (ProbedModel model : MODELS) {
            List<JudgedCell> layers = layers(model);
            cells.addAll(layers);
            cells.add(trend(model, layers));
            cells.add(gain(model, layers));
        }
        return new Verdicts("Layers on " + task + ", judged", cells, judge.run(item + " layers"));
    }

    /** The points of one curve; a single cell that was not run where the model is missing. */
    private List<JudgedCell> layers(ProbedModel model) {
        return IntStream.rangeClosed(1, depth(model))
                .mapToObj(layer -> {
                    RunRequest request = RunRequest.frozen(model, task).atLayer(layer);
                    Shape gap = new Shape.Gap(task == ProbedTask.REFCOCOG ? 15 : 5);
                    return judge.unpublished(
                            item,
                            request,
                            Judge.column(task, EvaluatedSplit.TEST) + ", layer " + layer,
                            Slice.TEST,
                            new Contrast(RunRequest.joint(model, task), request, gap));
                })
                .toList();
    }

    private JudgedCell trend(ProbedModel model, List<JudgedCell> layers) {
        boolean rises = model == ProbedModel.BLIP2;
        String rule = rises
                ? "shape: accuracy rises with the layer, tau above 0 with an exact p of at most 0.05; not comparable where so few "
                        + "layers cannot reach that"
                : "not comparable: the paper sees fluctuations within a small range, and gives no number for it";
        JudgedCell cell = JudgedCell.of(
                        item, model.label(), task.label() + ", tau of layer and accuracy", rule, Verdict.NOT_RUN)
                .of(Resampler.FROZEN);
        return tau(layers)
                .map(tau -> cell.measured(tau.tau())
                        .examples(tau.n())
                        .pValue(tau.pValue())
                        .judged(
                                rises && canBeSignificant(tau.n())
                                        ? Verdict.of(tau.tau() > 0 && tau.pValue() <= ALPHA)
                                        : Verdict.NOT_COMPARABLE))
                .orElse(cell);
    }

    private static Optional<KendallResult> tau(List<JudgedCell> layers) {
        double[] accuracy = Marks.measured(layers);
        boolean whole = Arrays.stream(accuracy).noneMatch(Double::isNaN)
                && Arrays.stream(accuracy).distinct().count() > 1;
        return whole
                ? Optional.of(KendallTest.withDefaults().test(numbers(accuracy.length), accuracy))
                : Optional.empty();
    }

    private static boolean canBeSignificant(int layers) {
        KendallNull none = KendallNull.of(layers);
        return none.pTwoSided(none.pairs()) <= ALPHA;
    }

    /** The earlier layer that is best on the validation examples against the last one, on the test examples. */
    private JudgedCell gain(ProbedModel model, List<JudgedCell> layers) {
        String rule = judge.isPaperScale()
                ? "shape: the earlier layer that is best on validation is not surely better than the last one on test (fails where "
                        + "the 95 % interval of the difference lies above 0)"
                : "not comparable: the mini Q-Former has too few layers to be a model of this";
        JudgedCell cell = JudgedCell.of(
                        item, model.label(), task.label() + ", best earlier layer less the last", rule, Verdict.NOT_RUN)
                .of(Resampler.FROZEN);
        RunRequest last = RunRequest.frozen(model, task).atLayer(layers.size());
        return bestEarlier(model, layers.size())
                .flatMap(earlier -> judge.difference(new Contrast(earlier, last, new Shape.Order()), Slice.TEST))
                .map(gain -> cell.measured(gain.points())
                        .within(gain.interval())
                        .examples(gain.examples())
                        .pValue(gain.pValue())
                        .judged(
                                judge.isPaperScale()
                                        ? Verdict.of(gain.interval().low() <= 0)
                                        : Verdict.NOT_COMPARABLE))
                .orElse(cell);
    }

    private Optional<RunRequest> bestEarlier(ProbedModel model, int layers) {
        Optional<RunRequest> best = Optional.empty();
        double highest = -1;
        for (int layer = 1; layer < layers; layer++) {
            RunRequest request = RunRequest.frozen(model, task).atLayer(layer);
            double score = judge.result(request, Slice.of(EvaluatedSplit.VALIDATION))
                    .map(result -> judge.score(result).value())
                    .orElse(-1.0);
            best = score > highest ? Optional.of(request) : best;
            highest = Math.max(highest, score);
        }
        return best;
    }

    /** The curves with bands; dashed lines are the resamplers trained jointly. */
    public Figure figure() {
        Panel panel = Panel.of(
                Axis.categories("layer", names()),
                Axis.linear(task == ProbedTask.REFCOCOG ? "IoU ≥ 0.5" : "accuracy")
                        .unit("%"));
        for (ProbedModel model : MODELS) {
            List<JudgedCell> layers = layers(model);
            panel = panel.with(Marks.line(model.label() + " frozen", layers));
            panel = judge.result(RunRequest.joint(model, task), Slice.TEST)
                    .map(joint -> Mark.horizontal(
                            model.label() + " joint", judge.score(joint).percent()))
                    .map(panel::with)
                    .orElse(panel);
        }
        return Figure.of(
                        "Probing each layer, " + task,
                        task == ProbedTask.VSR ? panel.with(Mark.horizontal("chance", 50)) : panel)
                .size(760, 420)
                .caption("Test examples; bands are 95 % intervals (bootstrap over images). Runs on "
                        + judge.runs().scale() + " scale.");
    }

    @Override
    public MimeBundle render() {
        return figure().render();
    }

    /** The layers of the deeper one of the two. */
    private List<String> names() {
        int most = MODELS.stream().mapToInt(this::depth).max().orElseThrow();
        return IntStream.rangeClosed(1, most).mapToObj(String::valueOf).toList();
    }

    private int depth(ProbedModel model) {
        return judge.runs().shape(model).map(ModelShape::layers).orElse(1);
    }

    private static double[] numbers(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }
}

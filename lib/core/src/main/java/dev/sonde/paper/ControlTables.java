package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.ControlSet;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.probe.ControlReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Beyond the paper: what must stand beside every frozen number of Table 1 before it says anything of a resampler.
 *
 * <ul>
 *   <li>Other features under the same probe: words alone, an untrained Q-Former, the patch tokens of the thing itself.
 *   <li>Other tasks for the same features: the control task with random answers, baselines that look at nothing.
 *   <li>Other measures of the same probe: codelength and V-information.
 * </ul>
 *
 * <p>Rules, at either scale. Words alone are at chance on VSR and RCM: within 3 points of the majority answer, or the task
 * leaks. On RefCOCOg the thing's own patch tokens are surely above the frozen Q-Former: what that lacks is there before it.
 */
public final class ControlTables implements Tabular, Judged {
    private static final String ITEM = "beyond-controls";
    private static final double LEAK = 3;
    private static final List<PaperSystem> FROZEN = List.of(PaperSystem.QFORMER_FROZEN, PaperSystem.IBLIP_FROZEN);
    private static final List<ProbedModel> COLUMNS = List.of(
            ProbedModel.TEXT_ONLY,
            ProbedModel.UNTRAINED,
            ProbedModel.BLIP2,
            ProbedModel.INSTRUCT_BLIP,
            ProbedModel.PATCHES);

    private final Judge judge;

    private ControlTables(Judge judge) {
        this.judge = judge;
    }

    /** The controls of these runs. */
    public static ControlTables of(Runs runs) {
        return Judge.prepared(runs, ControlTables::new);
    }

    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells = new ArrayList<>();
        for (ProbedTask task : ProbedTask.values()) {
            cells.add(words(task));
            cells.add(open(ProbedModel.UNTRAINED, task));
        }
        cells.add(patches(ProbedTask.REFCOCOG));
        for (PaperSystem system : FROZEN) {
            for (ProbedTask task : ProbedTask.values()) {
                cells.addAll(measures(system, task));
            }
        }
        return new Verdicts("Controls of Table 1's frozen cells", cells, judge.run(ITEM));
    }

    private JudgedCell words(ProbedTask task) {
        if (task == ProbedTask.REFCOCOG) {
            return open(ProbedModel.TEXT_ONLY, task);
        }
        RunRequest request = RunRequest.frozen(ProbedModel.TEXT_ONLY, task);
        JudgedCell cell = JudgedCell.of(
                ITEM,
                ProbedModel.TEXT_ONLY.label(),
                column(task),
                "control: words alone are at most 3 points above the more frequent answer of the test examples",
                Verdict.NOT_RUN);
        return judge.result(request, Slice.TEST)
                .map(result -> judge.measured(cell, request, result)
                        .judged(Verdict.of(judge.score(result).percent() <= Majority.percent(result) + LEAK)))
                .orElse(cell);
    }

    private JudgedCell patches(ProbedTask task) {
        RunRequest request = RunRequest.frozen(ProbedModel.PATCHES, task);
        Contrast blip2 = new Contrast(request, PaperSystem.QFORMER_FROZEN.request(task), new Shape.Above());
        JudgedCell cell = JudgedCell.of(
                ITEM, ProbedModel.PATCHES.label(), column(task), "control: " + blip2.words(), Verdict.NOT_RUN);
        return judge.result(request, Slice.TEST)
                .map(result -> judge.measured(cell, request, result).judged(judge.shaped(blip2, Slice.TEST)))
                .orElse(cell);
    }

    private JudgedCell open(ProbedModel model, ProbedTask task) {
        RunRequest request = RunRequest.frozen(model, task);
        JudgedCell cell = JudgedCell.of(
                        ITEM,
                        model.label(),
                        column(task),
                        "not comparable: a level to read the others by",
                        Verdict.NOT_RUN)
                .of(Judge.resampler(request));
        return judge.result(request, Slice.TEST)
                .map(result -> judge.measured(cell, request, result).judged(Verdict.NOT_COMPARABLE))
                .orElse(cell);
    }

    private List<JudgedCell> measures(PaperSystem system, ProbedTask task) {
        Optional<RunOutcome> outcome = judge.outcome(request(system, task));
        return Stream.of(ControlMeasure.values())
                .filter(measure -> task != ProbedTask.REFCOCOG || !measure.needsTruths())
                .map(measure -> {
                    JudgedCell cell = JudgedCell.of(
                                    ITEM,
                                    system.model().label(),
                                    column(task) + ", " + measure.label(),
                                    "not comparable: the paper reports no such measure",
                                    Verdict.NOT_RUN)
                            .of(Resampler.FROZEN);
                    return outcome.flatMap(
                                    one -> one.controls().flatMap(measure::of).map(value -> cell.measured(value)
                                            .examples(one.test().size())
                                            .from(one.run(), 1)
                                            .judged(Verdict.NOT_COMPARABLE)))
                            .orElse(cell);
                })
                .toList();
    }

    /** A row for each frozen cell of Table 1, a column for each control. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("What stands beside the frozen cells of Table 1")
                .column("Model", Align.LEFT)
                .column("Task", Align.LEFT)
                .column("Probe (%)", Align.RIGHT);
        for (ControlMeasure measure : ControlMeasure.values()) {
            view = view.column(measure.label(), Align.RIGHT);
        }
        for (PaperSystem system : FROZEN) {
            for (ProbedTask task : ProbedTask.values()) {
                view = view.row(row(system, task).toArray());
            }
        }
        return view.note(
                "Majority, label prior, random features: test accuracy in percent. Selectivity: points over the control "
                        + "task. Compression: of the training labels by an online code, 1 is nothing learnt. One seed each.");
    }

    private List<Object> row(PaperSystem system, ProbedTask task) {
        Optional<RunOutcome> outcome = judge.outcome(request(system, task));
        List<Object> row = new ArrayList<>(List.of(system.model().label(), task.label()));
        row.add(outcome.map(
                        one -> Numbers.format("%.2f", judge.score(one.test()).percent()))
                .orElse("not run"));
        for (ControlMeasure measure : ControlMeasure.values()) {
            row.add(outcome.flatMap(RunOutcome::controls)
                    .flatMap(measure::of)
                    .map(value -> Numbers.format(measure.needsTruths() ? "%.3f" : "%.2f", value))
                    .orElse("–"));
        }
        return row;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** All controls of one frozen cell. */
    public ControlReport report(PaperSystem system, ProbedTask task) {
        return judge.outcome(request(system, task))
                .flatMap(RunOutcome::controls)
                .orElseThrow(() -> new SondeException(
                        "No controls were run for " + system + " on " + task,
                        "Ask for a frozen resampler that the scale has; see view()."));
    }

    /** The same probe on five kinds of features. */
    public Figure figure() {
        return Figure.of(
                        "The same probe on other features",
                        Arrays.stream(ProbedTask.values()).map(this::panel).toArray(Panel[]::new))
                .size(760, 380)
                .caption(
                        "Linear probe, test accuracy in percent (IoU of at least 0.5 on RefCOCOg), 95 % intervals. Runs on "
                                + judge.runs().scale() + " scale.");
    }

    private Panel panel(ProbedTask task) {
        List<ProbedModel> models = COLUMNS.stream()
                .filter(model -> model != ProbedModel.PATCHES || task == ProbedTask.REFCOCOG)
                .toList();
        List<JudgedCell> cells = models.stream().map(model -> open(model, task)).toList();
        Panel panel = Panel.of(
                        Axis.categories(
                                "", models.stream().map(ProbedModel::label).toList()),
                        Axis.linear("accuracy").unit("%").range(0, 100))
                .titled(task.label())
                .with(Marks.bars("frozen features", cells));
        return task == ProbedTask.REFCOCOG ? panel : panel.with(Mark.horizontal("chance", 50));
    }

    private static RunRequest request(PaperSystem system, ProbedTask task) {
        return system.request(task).with(ControlSet.ALL);
    }

    private static String column(ProbedTask task) {
        return Judge.column(task, EvaluatedSplit.TEST);
    }
}

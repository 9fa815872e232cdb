package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.experiment.ControlSet;
import dev.sonde.experiment.HeadSize;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Table 3: larger probes on frozen resamplers.
 *
 * <p>Rule of the mini world: a probe of any size stays below joint training, by 15 points on RefCOCOg and 5 on VSR and RCM;
 * the paper's largest probes stay 35 to 37, 16 to 18 and 11 to 12 points below. That larger probes are better is the probe's
 * doing, the paper says, so no such order is asked for; selectivity shows it.
 */
public final class Table3 extends JudgedTable {
    private static final PublishedTable PUBLISHED = Published.asPrinted().table(3);
    private static final List<PaperSystem> FROZEN = List.of(PaperSystem.QFORMER_FROZEN, PaperSystem.IBLIP_FROZEN);

    private Table3(Judge judge) {
        super(PUBLISHED, judge);
    }

    /** The table of these runs. */
    public static Table3 of(Runs runs) {
        return Judge.prepared(runs, Table3::new);
    }

    @Override
    JudgedCell judged(PublishedCell cell) {
        ProbedTask task = Table1.task(cell.column());
        PaperSystem system = cell.row().startsWith("IBLIP") ? PaperSystem.IBLIP_FROZEN : PaperSystem.QFORMER_FROZEN;
        RunRequest request = request(system, task, size(cell));
        return judge().number(cell, request, Slice.TEST, shape(system, request));
    }

    private static Contrast shape(PaperSystem frozen, RunRequest probe) {
        PaperSystem joint = frozen == PaperSystem.IBLIP_FROZEN ? PaperSystem.IBLIP_JOINT : PaperSystem.QFORMER_JOINT;
        double points = probe.task() == ProbedTask.REFCOCOG ? 15 : 5;
        return new Contrast(joint.request(probe.task()), probe, new Shape.Gap(points));
    }

    private static RunRequest request(PaperSystem system, ProbedTask task, HeadSize size) {
        return system.request(task).withHead(size).with(ControlSet.SELECTIVITY);
    }

    private static HeadSize size(PublishedCell cell) {
        return Arrays.stream(HeadSize.values())
                .filter(size -> cell.row().contains(" " + size.layers() + "-layer"))
                .findFirst()
                .orElseThrow();
    }

    /** Every probe with its parameters and its selectivity. */
    public TableView sizes() {
        TableView view = TableView.titled("Size and selectivity of the probes")
                .column("Model", Align.LEFT)
                .column("Task", Align.LEFT)
                .column("Layers", Align.RIGHT)
                .column("Parameters", Align.RIGHT)
                .column("Ours (%)", Align.RIGHT)
                .column("Selectivity (points)", Align.RIGHT)
                .column("Seen texts (%)", Align.RIGHT);
        for (PaperSystem system : FROZEN) {
            for (ProbedTask task : ProbedTask.values()) {
                for (HeadSize size : HeadSize.values()) {
                    view = view.row(row(system, task, size));
                }
            }
        }
        return view.note(
                "Selectivity: accuracy less that on a control task whose answers are drawn at random for each text "
                        + "(Hewitt and Liang 2019). Only texts that occur in training can be memorised.");
    }

    private Object[] row(PaperSystem system, ProbedTask task, HeadSize size) {
        Optional<RunOutcome> outcome = judge().outcome(request(system, task, size));
        return new Object[] {
            system.model().label(),
            task.label(),
            size.layers(),
            outcome.map(one -> Numbers.format("%,d", one.parameters())).orElse("not run"),
            outcome.map(one -> Numbers.format("%.2f", judge().score(one.test()).percent()))
                    .orElse("–"),
            outcome.flatMap(RunOutcome::selectivity)
                    .map(one -> Numbers.format("%.2f", 100 * one.selectivity().value()))
                    .orElse("–"),
            outcome.flatMap(RunOutcome::selectivity)
                    .map(one -> Numbers.format("%.1f", 100 * one.seen()))
                    .orElse("–")
        };
    }

    /** Selectivity of every probe, for the report: the paper has none. */
    public Verdicts selectivities() {
        List<JudgedCell> cells = FROZEN.stream()
                .flatMap(system -> Arrays.stream(ProbedTask.values())
                        .flatMap(task -> Arrays.stream(HeadSize.values()).map(size -> selectivity(system, task, size))))
                .toList();
        return new Verdicts("Table 3: selectivity", cells, judge().run("table-3 selectivity"));
    }

    private JudgedCell selectivity(PaperSystem system, ProbedTask task, HeadSize size) {
        JudgedCell cell = JudgedCell.of(
                        PUBLISHED.item(),
                        system.model().label() + ", " + size.layers() + "-layer probe",
                        Judge.column(task, EvaluatedSplit.TEST) + ", selectivity",
                        "not comparable: the paper reports no selectivity",
                        Verdict.NOT_RUN)
                .of(Resampler.FROZEN);
        return judge().outcome(request(system, task, size))
                .flatMap(one -> one.selectivity()
                        .map(found -> cell.measured(100 * found.selectivity().value())
                                .examples(one.test().size())
                                .from(one.run(), 1)
                                .judged(Verdict.NOT_COMPARABLE)))
                .orElse(cell);
    }

    /** Accuracy against the number of parameters, one panel a task; a dashed line is the joint resampler. */
    public Figure figure() {
        return Figure.of(
                        "Larger probes on the same frozen queries",
                        Arrays.stream(ProbedTask.values()).map(this::panel).toArray(Panel[]::new))
                .caption(
                        "Test accuracy (IoU of at least 0.5 on RefCOCOg) with 95 % intervals; dashed: the Q-Former trained "
                                + "together with a linear probe. Runs on "
                                + judge().runs().scale() + " scale.");
    }

    private Panel panel(ProbedTask task) {
        Panel panel = Panel.of(
                        Axis.linear("parameters of the probe").log(),
                        Axis.linear("accuracy").unit("%").range(0, 100))
                .titled(task.label());
        for (PaperSystem system : FROZEN) {
            List<RunOutcome> outcomes = Arrays.stream(HeadSize.values())
                    .flatMap(size -> judge().outcome(request(system, task, size)).stream())
                    .toList();
            if (!outcomes.isEmpty()) {
                panel = panel.with(Mark.line(
                        system.model().label(),
                        of(outcomes, RunOutcome::parameters),
                        of(outcomes, one -> judge().score(one.test()).percent()),
                        of(outcomes, one -> end(one, true)),
                        of(outcomes, one -> end(one, false))));
            }
        }
        OptionalDouble joint = judge().result(PaperSystem.QFORMER_JOINT.request(task), Slice.TEST).stream()
                .mapToDouble(result -> judge().score(result).percent())
                .findFirst();
        return joint.isPresent() ? panel.with(Mark.horizontal("Q-Former joint", joint.getAsDouble())) : panel;
    }

    private double end(RunOutcome outcome, boolean low) {
        return Judge.interval(judge().score(outcome.test()))
                .map(interval -> low ? interval.low() : interval.high())
                .orElse(Double.NaN);
    }

    private static double[] of(List<RunOutcome> outcomes, ToDoubleFunction<RunOutcome> number) {
        return outcomes.stream().mapToDouble(number).toArray();
    }
}

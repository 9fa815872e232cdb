package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.PromptedOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.probe.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Appendix C: InstructBLIP as a whole, asked in words, beside the probe of its own Q-Former.
 *
 * <p>Rule of the mini world, from the paper's "even the full stack of the MLMM is unable to robustly retrieve spatial
 * information": asked in words the model stays at least 10 points below a probe trained together with its Q-Former; the
 * paper's distances are 16 points on VSR and 30 on RCM.
 */
public final class AppendixC implements Tabular, Judged {
    private static final String ITEM = "appendix-c";
    private static final String ROW = "InstructBLIP, prompted";
    private static final List<ProbedTask> TASKS = List.of(ProbedTask.VSR, ProbedTask.RCM);
    private static final double GAP = 10;

    private final Judge judge;

    private AppendixC(Judge judge) {
        this.judge = judge;
    }

    /** The appendix of these runs. */
    public static AppendixC of(Runs runs) {
        return Judge.prepared(runs, AppendixC::new);
    }

    /** The prompted model on both tasks, and its difference to its own frozen probe. */
    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells = new ArrayList<>();
        for (ProbedTask task : TASKS) {
            cells.add(prompted(task));
            cells.add(againstProbe(task));
        }
        return new Verdicts("Appendix C: InstructBLIP, asked in words", cells, judge.run(ITEM));
    }

    private JudgedCell prompted(ProbedTask task) {
        Printed published = published(task);
        String rule = judge.isPaperScale()
                ? String.format(Judge.STATISTICAL, "number")
                : "shape (the number itself is not compared): IBLIP Q-Former joint at least 10 points above the prompted model";
        JudgedCell cell = JudgedCell.of(ITEM, ROW, testColumn(task), rule, Verdict.NOT_RUN)
                .published(published.value());
        return judge.prompted(task)
                .map(outcome -> measured(cell, outcome)
                        .judged(
                                judge.isPaperScale()
                                        ? Judge.holds(published, Judge.interval(judge.score(outcome.test())))
                                        : below(task, outcome.test())))
                .orElse(cell);
    }

    private Verdict below(ProbedTask task, ProbeResult prompted) {
        return judge.result(PaperSystem.IBLIP_JOINT.request(task), Slice.TEST)
                .map(joint -> new Shape.Gap(GAP).judge(PairedDifference.of(joint, prompted)))
                .orElse(Verdict.NOT_RUN);
    }

    private JudgedCell measured(JudgedCell cell, PromptedOutcome outcome) {
        JudgedCell own = cell.measured(judge.score(outcome.test()).percent())
                .examples(outcome.test().size())
                .from(outcome.run(), outcome.test().seeds().size());
        return Judge.interval(judge.score(outcome.test())).map(own::within).orElse(own);
    }

    /** The paper: more than the probe on VSR, notably less on RCM. */
    private JudgedCell againstProbe(ProbedTask task) {
        PublishedDifference published = PublishedDifference.of(published(task), probe(task));
        String rule = judge.isPaperScale()
                ? String.format(Judge.STATISTICAL, "difference")
                : "not comparable: the mini model's language model has read made texts of a few dozen words only";
        JudgedCell cell = JudgedCell.of(ITEM, ROW + " − IBLIP Q-Former frozen", testColumn(task), rule, Verdict.NOT_RUN)
                .published(published.points());
        return difference(task)
                .map(ours -> cell.measured(ours.points())
                        .within(ours.interval())
                        .examples(ours.examples())
                        .pValue(ours.pValue())
                        .judged(
                                judge.isPaperScale()
                                        ? Verdict.of(published.isIn(ours.interval()))
                                        : Verdict.NOT_COMPARABLE))
                .orElse(cell);
    }

    private Optional<PairedDifference> difference(ProbedTask task) {
        RunRequest probe = PaperSystem.IBLIP_FROZEN.request(task);
        return judge.prompted(task).flatMap(outcome -> judge.result(probe, Slice.TEST)
                .map(frozen -> PairedDifference.of(outcome.test(), frozen)));
    }

    /** What was asked, what was ranked, and what came of it. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("InstructBLIP, asked in words")
                .column("Task", Align.LEFT)
                .column("Prompt", Align.LEFT)
                .column("Answers ranked", Align.LEFT)
                .column("Paper (%)", Align.RIGHT)
                .column("Ours (%)", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("Says “true” (%)", Align.RIGHT)
                .column("Own probe, ours (%)", Align.RIGHT);
        for (ProbedTask task : TASKS) {
            view = view.row(row(task));
        }
        return view.note("Ours: the answer whose logits rank higher. Runs on "
                + judge.runs().scale() + " scale.");
    }

    private Object[] row(ProbedTask task) {
        Optional<PromptedOutcome> outcome = judge.prompted(task);
        Optional<ProbeResult> test = outcome.map(PromptedOutcome::test);
        return new Object[] {
            task.label(),
            outcome.map(PromptedOutcome::prompt).orElse("not run"),
            outcome.map(one -> one.positive() + " / " + one.negative()).orElse("–"),
            published(task).text(),
            test.map(one -> Numbers.format("%.2f", judge.score(one).percent())).orElse("–"),
            test.flatMap(one -> Judge.interval(judge.score(one)))
                    .map(i -> Numbers.format("%.1f – %.1f", i.low(), i.high()))
                    .orElse("–"),
            test.map(one -> Numbers.format("%.1f", Majority.saysTrue(one))).orElse("–"),
            judge.result(PaperSystem.IBLIP_FROZEN.request(task), Slice.TEST)
                    .map(one -> Numbers.format("%.2f", judge.score(one).percent()))
                    .orElse("–")
        };
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** Prompted, probed frozen, probed jointly; the paper's beside ours. */
    public Figure figure() {
        List<String> names = List.of("prompted", "probe, frozen", "probe, joint");
        return Figure.of(
                        "Asked in words, and probed",
                        TASKS.stream().map(task -> panel(task, names)).toArray(Panel[]::new))
                .caption("Test accuracy. Runs on " + judge.runs().scale() + " scale.");
    }

    private Panel panel(ProbedTask task, List<String> names) {
        Optional<ProbeResult> prompted = judge.prompted(task).map(PromptedOutcome::test);
        double[] ours = {
            percent(prompted),
            percent(judge.result(PaperSystem.IBLIP_FROZEN.request(task), Slice.TEST)),
            percent(judge.result(PaperSystem.IBLIP_JOINT.request(task), Slice.TEST))
        };
        double[] paper = {
            published(task).value(),
            probe(task).value(),
            Table1Shapes.cell(table(), PaperSystem.IBLIP_JOINT, testColumn(task))
                    .value()
                    .value()
        };
        return Panel.of(
                        Axis.categories("", names),
                        Axis.linear("accuracy").unit("%").range(0, 100))
                .titled(task.label())
                .with(Mark.bars("paper", paper), Mark.bars("ours", ours), Mark.horizontal("chance", 50));
    }

    private double percent(Optional<ProbeResult> result) {
        return result.map(one -> judge.score(one).percent()).orElse(Double.NaN);
    }

    private static Printed published(ProbedTask task) {
        return Published.asPrinted()
                .number(task == ProbedTask.VSR ? "instructblip-vsr" : "instructblip-rcm")
                .value();
    }

    private static Printed probe(ProbedTask task) {
        return Table1Shapes.cell(table(), PaperSystem.IBLIP_FROZEN, testColumn(task))
                .value();
    }

    private static PublishedTable table() {
        return Published.asPrinted().table(1);
    }

    private static String testColumn(ProbedTask task) {
        return Judge.column(task, EvaluatedSplit.TEST);
    }
}

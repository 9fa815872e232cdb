package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.stats.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Beyond the paper: its conclusion, tried. "More object-aware objectives are needed at the pretraining stage": a Q-Former with
 * such an objective in its first stage, frozen, against the one without, on the same examples.
 *
 * <p>Rule: on RefCOCOg, which the objective resembles, the object-aware one is surely above. On VSR and RCM, which it does not,
 * an advantage would be a finding and none is asked for.
 */
public final class ObjectAware implements Tabular, Judged {
    private static final String ITEM = "beyond-objects";

    private final Judge judge;

    private ObjectAware(Judge judge) {
        this.judge = judge;
    }

    /** The comparison of these runs. */
    public static ObjectAware of(Runs runs) {
        return Judge.prepared(runs, ObjectAware::new);
    }

    @Override
    public Verdicts verdicts() {
        List<JudgedCell> cells = Arrays.stream(ProbedTask.values())
                .map(task -> judge.contrast(
                        ITEM,
                        contrast(task),
                        Judge.column(task, EvaluatedSplit.TEST) + ", difference",
                        Slice.TEST,
                        Optional.empty()))
                .toList();
        return new Verdicts("An object-aware first stage", cells, judge.run(ITEM));
    }

    private static Contrast contrast(ProbedTask task) {
        Shape shape = task == ProbedTask.REFCOCOG
                ? new Shape.Above()
                : new Shape.Open(
                        "the objective does not resemble this task; whether it helps here is an open question");
        return new Contrast(
                RunRequest.frozen(ProbedModel.OBJECT_AWARE, task), RunRequest.frozen(ProbedModel.BLIP2, task), shape);
    }

    /** The paired tests with p-values corrected by Holm's procedure for the three tasks. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("Object-aware against plain, both frozen")
                .column("Task", Align.LEFT)
                .column("Object-aware (%)", Align.RIGHT)
                .column("Plain (%)", Align.RIGHT)
                .column("Difference (points)", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("p", Align.RIGHT)
                .column("p (Holm)", Align.RIGHT);
        List<ProbedTask> run = Arrays.stream(ProbedTask.values())
                .filter(task -> judge.difference(contrast(task), Slice.TEST).isPresent())
                .toList();
        double[] adjusted = Holm.adjust(
                run.stream().mapToDouble(task -> difference(task).pValue()).toArray());
        for (ProbedTask task : ProbedTask.values()) {
            int place = run.indexOf(task);
            view = view.row((place < 0 ? missing(task) : row(task, adjusted[place])).toArray());
        }
        return view.note("Paired permutation tests, the examples of an image together; Holm (1979) over the tasks.");
    }

    private List<Object> row(ProbedTask task, double adjusted) {
        PairedDifference difference = difference(task);
        return List.of(
                task.label(),
                percent(contrast(task).upper()),
                percent(contrast(task).lower()),
                Numbers.format("%+.2f", difference.points()),
                Numbers.format(
                        "%.1f – %.1f",
                        difference.interval().low(), difference.interval().high()),
                Numbers.pValue(difference.pValue()),
                Numbers.pValue(adjusted));
    }

    private List<Object> missing(ProbedTask task) {
        List<Object> row = new ArrayList<>(List.of(
                task.label(),
                percent(contrast(task).upper()),
                percent(contrast(task).lower())));
        row.addAll(List.of("–", "–", "–", "–"));
        return row;
    }

    private String percent(RunRequest request) {
        return judge.result(request, Slice.TEST)
                .map(result -> Numbers.format("%.2f", judge.score(result).percent()))
                .orElse("not run");
    }

    private PairedDifference difference(ProbedTask task) {
        return judge.difference(contrast(task), Slice.TEST).orElseThrow();
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

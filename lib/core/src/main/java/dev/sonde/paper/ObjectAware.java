package dev.sonde.paper;

import dev.sonde.data.RelationCategory;
import dev.sonde.data.Tag;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, Part> parts = new LinkedHashMap<>();
        for (ProbedTask task : ProbedTask.values()) {
            parts.put(task.label(), new Part(task, Slice.TEST));
        }
        return table("Object-aware against plain, both frozen", "Task", parts, "tasks");
    }

    /** The same for the relations of VSR, category by category: where a difference comes from. */
    public TableView relations() {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (RelationCategory category : RelationCategory.values()) {
            parts.put(category.label(), new Part(ProbedTask.VSR, Slice.test(Tag.RELATION_CATEGORY, category.label())));
        }
        return table("VSR by category of relations", "Relations", parts, "categories");
    }

    /** Some test examples of a task. */
    private record Part(ProbedTask task, Slice slice) {}

    private TableView table(String title, String first, Map<String, Part> parts, String over) {
        TableView view = TableView.titled(title)
                .column(first, Align.LEFT)
                .column("Object-aware (%)", Align.RIGHT)
                .column("Plain (%)", Align.RIGHT)
                .column("Difference (points)", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("p", Align.RIGHT)
                .column("p (Holm)", Align.RIGHT);
        Map<String, Double> adjusted = adjusted(parts);
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            view = view.row(row(part.getKey(), part.getValue(), adjusted).toArray());
        }
        return view.note(
                "Paired permutation tests, the examples of an image together; Holm (1979) over the " + over + ".");
    }

    private Map<String, Double> adjusted(Map<String, Part> parts) {
        List<String> run = parts.keySet().stream()
                .filter(name -> difference(parts.get(name)).isPresent())
                .toList();
        double[] corrected = Holm.adjust(run.stream()
                .mapToDouble(name -> difference(parts.get(name)).orElseThrow().pValue())
                .toArray());
        Map<String, Double> adjusted = new HashMap<>();
        for (int i = 0; i < run.size(); i++) {
            adjusted.put(run.get(i), corrected[i]);
        }
        return adjusted;
    }

    private List<Object> row(String name, Part part, Map<String, Double> adjusted) {
        Contrast contrast = contrast(part.task());
        List<Object> row = new ArrayList<>(
                List.of(name, percent(contrast.upper(), part.slice()), percent(contrast.lower(), part.slice())));
        row.addAll(difference(part)
                .map(difference -> List.<Object>of(
                        Numbers.format("%+.2f", difference.points()),
                        Numbers.format(
                                "%.1f – %.1f",
                                difference.interval().low(),
                                difference.interval().high()),
                        Numbers.pValue(difference.pValue()),
                        Numbers.pValue(adjusted.get(name))))
                .orElse(List.of("–", "–", "–", "–")));
        return row;
    }

    private String percent(RunRequest request, Slice slice) {
        return judge.result(request, slice)
                .map(result -> Numbers.format("%.2f", judge.score(result).percent()))
                .orElse("not run");
    }

    private Optional<PairedDifference> difference(Part part) {
        return judge.difference(contrast(part.task()), part.slice());
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

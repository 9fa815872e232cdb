package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.study.StudyResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Table 1: a linear probe on two resamplers, frozen and trained jointly, and ViLT, on three tasks.
 *
 * <pre>{@code
 * Table1 table = Table1.of(Paper.runs());
 * table                // the paper's numbers with ours below them
 * table.contrasts()    // what the paper concludes: the differences
 * table.verdicts()     // every number, judged
 * }</pre>
 */
public final class Table1 extends JudgedTable {
    private static final String ITEM = "table-1";
    private static final PublishedTable PUBLISHED = Published.asPrinted().table(1);
    private static final String QUOTED = "not comparable: the paper quotes this number and ran nothing";
    private static final String CHANCE = "not comparable: the accuracy of guessing two equally frequent answers";

    private final Optional<StudyResult> people;

    private Table1(Judge judge, Optional<StudyResult> people) {
        super(PUBLISHED, judge);
        this.people = people;
    }

    /** The table of these runs. */
    public static Table1 of(Runs runs) {
        return Judge.prepared(runs, judge -> new Table1(judge, Optional.empty()));
    }

    /** With the answers of people in the human row; see {@link AppendixA#humans}. */
    public Table1 with(StudyResult answers) {
        return new Table1(judge(), Optional.of(answers));
    }

    /** What the paper concludes from the table, on the test examples: each pair of rows, the difference with its interval. */
    public Verdicts contrasts() {
        List<JudgedCell> cells = new ArrayList<>();
        for (ProbedTask task : ProbedTask.values()) {
            for (Pair pair : Pair.of(task)) {
                String column = Judge.column(task, EvaluatedSplit.TEST) + ", difference";
                cells.add(judge().contrast(ITEM, pair.contrast(), column, Slice.TEST, pair.published(task)));
            }
        }
        return new Verdicts(
                "Table 1: the differences that the paper speaks of", cells, judge().run(ITEM + " differences"));
    }

    /** The test score of every training: a mean can hide one that never left the plateau of chance. */
    public TableView seeds() {
        TableView view = TableView.titled("Table 1, seed by seed")
                .column("Model", Align.LEFT)
                .column("Task", Align.LEFT)
                .column("Test, each seed (%)", Align.LEFT)
                .column("Spread (points)", Align.RIGHT);
        for (PaperSystem system : PaperSystem.values()) {
            for (ProbedTask task : ProbedTask.values()) {
                List<Double> percents = judge().result(system.request(task), Slice.TEST).stream()
                        .flatMap(result -> result.seeds().stream())
                        .map(seed -> seed.right().percent())
                        .toList();
                view = view.row(system, task, each(percents), spread(percents));
            }
        }
        return view;
    }

    private static String each(List<Double> percents) {
        return percents.isEmpty()
                ? "not run"
                : percents.stream().map(one -> Numbers.format("%.2f", one)).collect(Collectors.joining("  "));
    }

    private static String spread(List<Double> percents) {
        return percents.size() < 2
                ? "–"
                : Numbers.format("%.2f", Collections.max(percents) - Collections.min(percents));
    }

    @Override
    JudgedCell judged(PublishedCell cell) {
        if (cell.row().equals("Human") && cell.column().equals("RCM test")) {
            return human(cell);
        }
        Optional<PaperSystem> system = PaperSystem.of(cell);
        if (system.isEmpty()) {
            String reason = cell.row().equals("Random") ? CHANCE : QUOTED;
            return JudgedCell.of(ITEM, cell.row(), cell.column(), reason, Verdict.NOT_COMPARABLE)
                    .of(cell);
        }
        ProbedTask task = task(cell.column());
        EvaluatedSplit split = cell.column().endsWith("test") ? EvaluatedSplit.TEST : EvaluatedSplit.VALIDATION;
        return judge().number(cell, system.get().request(task), Slice.of(split), Table1Shapes.of(system.get(), task));
    }

    private JudgedCell human(PublishedCell cell) {
        String unasked =
                "statistical: the 95 % interval (Wilson) of people's accuracy holds the published one (Appendix A); "
                        + "nobody has answered yet";
        return people.map(AppendixA::humans)
                .map(asked -> asked.cells().get(0).from(asked.run(), 0))
                .map(own -> JudgedCell.of(ITEM, cell.row(), cell.column(), own.rule(), own.verdict())
                        .of(cell)
                        .like(own))
                .orElse(JudgedCell.of(ITEM, cell.row(), cell.column(), unasked, Verdict.NOT_RUN)
                        .of(cell));
    }

    static ProbedTask task(String column) {
        for (ProbedTask task : ProbedTask.values()) {
            if (column.startsWith(task.label())) {
                return task;
            }
        }
        throw new IllegalArgumentException("no task of the paper: " + column);
    }

    /** Two rows of which the paper speaks; a row without a system in the paper is a control of ours. */
    private record Pair(Contrast contrast, Optional<PaperSystem> upper, Optional<PaperSystem> lower) {
        static List<Pair> of(ProbedTask task) {
            List<Pair> pairs = new ArrayList<>();
            pairs.add(of(PaperSystem.QFORMER_JOINT, PaperSystem.QFORMER_FROZEN, task, Table1Shapes.gap(task)));
            pairs.add(of(PaperSystem.IBLIP_JOINT, PaperSystem.IBLIP_FROZEN, task, Table1Shapes.gap(task)));
            for (PaperSystem frozen : List.of(PaperSystem.QFORMER_FROZEN, PaperSystem.IBLIP_FROZEN)) {
                pairs.add(of(PaperSystem.VILT, frozen, task, new Shape.Above()));
                if (task == ProbedTask.REFCOCOG) {
                    pairs.add(patches(frozen));
                }
            }
            String column = Judge.column(task, EvaluatedSplit.TEST);
            pairs.add(ordered(PaperSystem.QFORMER_JOINT, PaperSystem.VILT, task, column));
            pairs.add(ordered(PaperSystem.IBLIP_JOINT, PaperSystem.VILT, task, column));
            pairs.add(of(PaperSystem.QFORMER_FROZEN, PaperSystem.IBLIP_FROZEN, task, Table1Shapes.TUNING));
            return pairs;
        }

        private static Pair of(PaperSystem upper, PaperSystem lower, ProbedTask task, Shape shape) {
            return new Pair(
                    new Contrast(upper.request(task), lower.request(task), shape),
                    Optional.of(upper),
                    Optional.of(lower));
        }

        private static Pair patches(PaperSystem frozen) {
            RunRequest patches = RunRequest.frozen(ProbedModel.PATCHES, ProbedTask.REFCOCOG);
            return new Pair(
                    new Contrast(patches, frozen.request(ProbedTask.REFCOCOG), new Shape.Above()),
                    Optional.empty(),
                    Optional.of(frozen));
        }

        /** With the better one in the paper first. */
        private static Pair ordered(PaperSystem one, PaperSystem other, ProbedTask task, String column) {
            boolean better = Table1Shapes.cell(PUBLISHED, one, column)
                            .value()
                            .minus(Table1Shapes.cell(PUBLISHED, other, column).value())
                    >= 0;
            Shape shape = Table1Shapes.order(PUBLISHED, one, other, column);
            return better ? of(one, other, task, shape) : of(other, one, task, shape);
        }

        Optional<PublishedDifference> published(ProbedTask task) {
            String column = Judge.column(task, EvaluatedSplit.TEST);
            return upper.flatMap(first -> lower.map(second -> PublishedDifference.of(
                    Table1Shapes.cell(PUBLISHED, first, column).value(),
                    Table1Shapes.cell(PUBLISHED, second, column).value())));
        }
    }
}

package dev.sonde.paper;

import dev.sonde.display.SondeException;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.SearchOutcome;
import dev.sonde.plot.Figure;
import dev.sonde.search.Assignment;
import dev.sonde.search.PastSearch;
import dev.sonde.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Table 4: the search for hyper-parameters.
 *
 * <p>The best of ten random points is itself random, so the best values are shown beside the paper's and not judged. What is
 * judged is the budget, "at least ten iterations", at paper scale.
 */
public final class Table4 extends JudgedTable {
    private static final PublishedTable PUBLISHED = Published.asPrinted().table(4);
    private static final String BEST =
            "not comparable: the best of some ten points is a draw; another search ends elsewhere with the same accuracy";
    private static final String GIVEN = "not run: the scale gives these settings and searches none";
    private static final Map<String, String> NAMES = Map.of(
            "lr", SearchSpace.LEARNING_RATE,
            "epochs", SearchSpace.EPOCHS,
            "GIoU scale", SearchSpace.GIOU_SCALE,
            "L1 scale", SearchSpace.L1_SCALE);

    private Table4(Judge judge) {
        super(PUBLISHED, judge);
    }

    /** The table of these runs. */
    public static Table4 of(Runs runs) {
        return Judge.prepared(runs, Table4::new);
    }

    /** The space that the paper searched for a task. */
    public static SearchSpace space(ProbedTask task) {
        return switch (task) {
            case REFCOCOG -> SearchSpace.refCocoG();
            case VSR -> SearchSpace.vsr();
            case RCM -> SearchSpace.rcm();
        };
    }

    /** Best values beside the paper's, and the number of trials of each search. */
    @Override
    List<JudgedCell> cells() {
        List<JudgedCell> cells = new ArrayList<>(super.cells());
        for (PaperSystem system : PaperSystem.RESAMPLERS) {
            for (ProbedTask task : ProbedTask.values()) {
                cells.add(budget(system, task));
            }
        }
        return cells;
    }

    @Override
    JudgedCell judged(PublishedCell published) {
        PaperSystem system = PaperSystem.of(published).orElseThrow();
        ProbedTask task = task(published.column());
        String name = NAMES.get(published.column().substring(published.column().indexOf(' ') + 1));
        Optional<SearchOutcome> search = search(system, task);
        String rule =
                search.isPresent() || judge().outcome(system.request(task)).isEmpty() ? BEST : GIVEN;
        JudgedCell cell = JudgedCell.of(published.item(), published.row(), published.column(), rule, Verdict.NOT_RUN)
                .of(published);
        return search.flatMap(SearchOutcome::best)
                .filter(point -> point.values().containsKey(name))
                .map(point -> found(cell, system, task, point, name))
                .orElse(cell);
    }

    private JudgedCell found(JudgedCell cell, PaperSystem system, ProbedTask task, Assignment point, String name) {
        RunOutcome outcome = judge().outcome(system.request(task)).orElseThrow();
        return cell.measured(point.number(name))
                .from(outcome.run(), outcome.seeds())
                .judged(Verdict.NOT_COMPARABLE);
    }

    private JudgedCell budget(PaperSystem system, ProbedTask task) {
        PublishedNumber least = Published.asPrinted().number("search-iterations");
        String rule = judge().isPaperScale()
                ? "exact: at least as many trials have a score as the paper says"
                : "not comparable: the budget of the mini world is its own";
        JudgedCell cell = JudgedCell.of(
                        PUBLISHED.item(), system.model().label(), task.label() + " trials", rule, Verdict.NOT_RUN)
                .of(system.resampler())
                .published(least.value().value());
        return search(system, task)
                .map(search -> search.history().complete().size())
                .map(trials -> cell.measured(trials)
                        .judged(
                                judge().isPaperScale()
                                        ? Verdict.of(trials >= least.value().value())
                                        : Verdict.NOT_COMPARABLE))
                .orElse(cell);
    }

    /** The trials of one search: show it, or ask for its importances. */
    public PastSearch trials(PaperSystem system, ProbedTask task) {
        return search(system, task)
                .map(SearchOutcome::trials)
                .orElseThrow(() -> new SondeException(
                        "No search was run for " + system + " on " + task + " on "
                                + judge().runs().scale() + " scale",
                        "Ask for one of " + searched() + "."));
    }

    /** The score of every trial of one search, and the best so far. */
    public Figure history(PaperSystem system, ProbedTask task) {
        return trials(system, task)
                .figures()
                .bestSoFar()
                .caption(system + ", " + task + ". Scores are validation accuracies.");
    }

    /** How good the best of so many random trials is to be expected (Dodge et al. 2019). */
    public Figure expectedPerformance(PaperSystem system, ProbedTask task) {
        return trials(system, task)
                .figures()
                .expectedValidationPerformance()
                .caption(system + ", " + task + ". Validation accuracy; the band is one standard deviation each way.");
    }

    private List<String> searched() {
        List<String> searched = new ArrayList<>();
        for (PaperSystem system : PaperSystem.RESAMPLERS) {
            for (ProbedTask task : ProbedTask.values()) {
                if (search(system, task).isPresent()) {
                    searched.add(system + " on " + task);
                }
            }
        }
        return searched;
    }

    private Optional<SearchOutcome> search(PaperSystem system, ProbedTask task) {
        return judge().outcome(system.request(task)).flatMap(RunOutcome::search);
    }

    private static ProbedTask task(String column) {
        return column.startsWith("VSR") ? ProbedTask.VSR : Table1.task(column);
    }
}

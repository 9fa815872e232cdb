package dev.sonde.search;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.TableView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The trials of a search as tables. */
final class SearchTables {
    /** More rows are no longer read; the data are in {@link #history}. */
    private static final int MOST_ROWS = 50;

    private static final int SHOWN_DIGITS = 5;
    private static final Set<String> OWN_COLUMNS = Set.of("trial", "state", "score", "reason");

    private SearchTables() {}

    /** All trials, in full precision. */
    static Table history(SearchSpace space, History history) {
        List<Trial> trials = history.trials();
        Table table = Table.create(
                "Trials",
                IntColumn.create(
                        "trial", trials.stream().mapToInt(Trial::number).toArray()),
                StringColumn.create("state", trials.stream().map(SearchTables::state)),
                scores(trials));
        for (Parameter parameter : space.parameters()) {
            table.addColumns(column(parameter, trials));
        }
        return table.addColumns(StringColumn.create("reason", trials.stream().map(Trial::reason)));
    }

    /** The trials to be read; of many, the best. */
    static TableView view(SearchSpace space, History history) {
        TableView view = TableView.titled("Trials").column("trial", Align.RIGHT);
        for (Parameter parameter : space.parameters()) {
            view = view.column(parameter.name(), isNumeric(parameter) ? Align.RIGHT : Align.LEFT);
        }
        view = view.column("score", Align.RIGHT).column("state", Align.LEFT);
        Optional<Trial> best = history.best();
        for (Trial trial : shown(history)) {
            view = view.row(row(space, trial, best.equals(Optional.of(trial))).toArray());
        }
        int left = history.trials().size() - MOST_ROWS;
        return left > 0 ? view.note("The best " + MOST_ROWS + "; " + left + " more have lower ranks.") : view;
    }

    /** A number to be read. */
    static String shown(double number) {
        return Value.of(number).rounded(SHOWN_DIGITS).toString();
    }

    static boolean isNumeric(Parameter parameter) {
        return !(parameter instanceof Choice choice)
                || choice.options().stream().allMatch(Value.Real.class::isInstance);
    }

    private static List<Trial> shown(History history) {
        if (history.trials().size() <= MOST_ROWS) {
            return history.trials();
        }
        return history.trials().stream()
                .sorted(Comparator.comparingDouble(history::loss))
                .limit(MOST_ROWS)
                .toList();
    }

    private static List<Object> row(SearchSpace space, Trial trial, boolean best) {
        List<Object> cells = new ArrayList<>(List.of(trial.number()));
        for (String name : space.names()) {
            cells.add(trial.assignment().value(name).rounded(SHOWN_DIGITS).toString());
        }
        String score = trial.score().isPresent() ? shown(trial.score().getAsDouble()) : "";
        cells.add(best ? Cell.strong(score).withHint("the best") : Cell.of(score));
        cells.add(
                switch (trial.state()) {
                    case COMPLETE -> Cell.of("complete");
                    case RUNNING -> Cell.muted("running");
                    case FAILED -> Cell.fail("failed: " + trial.reason());
                });
        return cells;
    }

    private static String state(Trial trial) {
        return trial.state().name().toLowerCase(Locale.ROOT);
    }

    private static DoubleColumn scores(List<Trial> trials) {
        DoubleColumn scores = DoubleColumn.create("score");
        for (Trial trial : trials) {
            if (trial.score().isPresent()) {
                scores.append(trial.score().getAsDouble());
            } else {
                scores.appendMissing();
            }
        }
        return scores;
    }

    private static Column<?> column(Parameter parameter, List<Trial> trials) {
        String name = OWN_COLUMNS.contains(parameter.name()) ? "parameter " + parameter.name() : parameter.name();
        if (isNumeric(parameter)) {
            double[] numbers = trials.stream()
                    .mapToDouble(trial -> trial.assignment().number(parameter.name()))
                    .toArray();
            return DoubleColumn.create(name, numbers);
        }
        return StringColumn.create(name, trials.stream().map(trial -> trial.assignment()
                .value(parameter.name())
                .toString()));
    }
}

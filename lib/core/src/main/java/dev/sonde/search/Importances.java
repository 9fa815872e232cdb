package dev.sonde.search;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How much each parameter has to do with the score, the most important first.
 *
 * <p>The complete trials are grouped by one parameter at a time: texts by value, numbers into up to four groups of about
 * equal size. The share is eta squared of Kruskal and Wallis' test on the ranks of the scores, so a trial that diverged
 * counts as the worst and no more. Source: Kruskal and Wallis, 1952; Tomczak and Tomczak, The need to report effect size
 * estimates revisited, 2014.
 *
 * <p>How to read it: it describes the trials that were run. Effects of two parameters together are not seen, and an adaptive
 * search tries values near the best ones most, so p-values are rough; those of a random search are what they say.
 *
 * @param trials number of complete trials
 * @param parameters the shares, largest first
 */
public record Importances(int trials, List<Importance> parameters) implements Tabular {
    private static final int MOST_GROUPS = 4;
    private static final int FEWEST_TRIALS = 6;

    public Importances {
        parameters = List.copyOf(parameters);
    }

    static Importances of(SearchSpace space, History history) {
        List<Trial> complete = history.complete();
        if (complete.size() < FEWEST_TRIALS) {
            throw new SondeException(
                    "Importances of parameters need " + FEWEST_TRIALS + " trials with a score, found " + complete.size()
                            + ".",
                    "Run more trials.");
        }
        double[] scores = complete.stream()
                .mapToDouble(trial -> trial.score().getAsDouble())
                .toArray();
        return new Importances(
                complete.size(),
                space.parameters().stream()
                        .map(parameter -> of(parameter, complete, scores))
                        .sorted(Comparator.comparingDouble(Importance::share).reversed())
                        .toList());
    }

    private static Importance of(Parameter parameter, List<Trial> trials, double[] scores) {
        boolean ordered = SearchTables.isNumeric(parameter);
        double[] values = trials.stream()
                .map(trial -> trial.assignment().value(parameter.name()))
                .mapToDouble(value -> value instanceof Value.Real real ? real.number() : parameter.position(value))
                .toArray();
        return Importance.of(parameter.name(), values, scores, ordered, MOST_GROUPS);
    }

    @Override
    public TableView view() {
        TableView view = TableView.titled("Importance of parameters")
                .column("parameter", Align.LEFT)
                .column("share", Align.RIGHT)
                .column("p", Align.RIGHT)
                .column("trend", Align.RIGHT);
        for (Importance one : parameters) {
            view = view.row(
                    one.parameter(),
                    String.format(Locale.ROOT, "%.2f", one.share()),
                    String.format(Locale.ROOT, "%.3f", one.pValue()),
                    one.trend().isPresent()
                            ? String.format(Locale.ROOT, "%+.2f", one.trend().getAsDouble())
                            : "");
        }
        return view.note(
                "Share of the ranks' variance between groups of values (Kruskal-Wallis), " + trials + " trials.");
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

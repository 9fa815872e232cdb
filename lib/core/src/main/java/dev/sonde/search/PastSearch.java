package dev.sonde.search;

import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import tech.tablesaw.api.Table;

/**
 * A search that is over, to be looked at: its space and its trials, wherever they were kept.
 *
 * @param space what was searched
 * @param trials every trial
 */
public record PastSearch(SearchSpace space, History trials) implements Tabular {
    /** The trials as a table of data: number, state, score, one column for each parameter, reason. */
    public Table history() {
        return SearchTables.history(space, trials);
    }

    /** The search in pictures. */
    public SearchFigures figures() {
        return new SearchFigures(space, trials);
    }

    /**
     * How much each parameter has to do with the score.
     *
     * @throws dev.sonde.display.SondeException if fewer than six trials have a score
     */
    public Importances importances() {
        return Importances.of(space, trials);
    }

    /** The trials, the best score standing out. */
    @Override
    public TableView view() {
        return SearchTables.view(space, trials);
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

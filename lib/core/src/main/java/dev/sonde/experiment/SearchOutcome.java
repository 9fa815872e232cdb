package dev.sonde.experiment;

import dev.sonde.search.Assignment;
import dev.sonde.search.History;
import dev.sonde.search.PastSearch;
import dev.sonde.search.SearchSpace;
import dev.sonde.search.Trial;
import java.util.Objects;
import java.util.Optional;

/**
 * The search that chose how a probe was trained.
 *
 * @param space what was searched
 * @param history every trial, scored by validation accuracy as a share
 * @param sampler how points were chosen, in words
 */
public record SearchOutcome(SearchSpace space, History history, String sampler) {
    public SearchOutcome {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(sampler, "sampler");
    }

    /** The trials, to be looked at: tables, pictures, importances. */
    public PastSearch trials() {
        return new PastSearch(space, history);
    }

    /** The point with the best validation accuracy, where a trial is complete. */
    public Optional<Assignment> best() {
        return history.best().map(Trial::assignment);
    }
}

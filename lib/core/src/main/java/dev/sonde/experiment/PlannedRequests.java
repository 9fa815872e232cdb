package dev.sonde.experiment;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What experiments ask for, each once, in their order.
 *
 * @param runs probes on all queries
 * @param queries probes on each query alone
 * @param prompted tasks of the prompted model
 */
public record PlannedRequests(Set<RunRequest> runs, Set<RunRequest> queries, Set<ProbedTask> prompted) {
    /** Copies the sets. */
    public PlannedRequests {
        runs = Collections.unmodifiableSet(new LinkedHashSet<>(runs));
        queries = Collections.unmodifiableSet(new LinkedHashSet<>(queries));
        prompted = Collections.unmodifiableSet(new LinkedHashSet<>(prompted));
    }

    /** Without those of some models. */
    PlannedRequests without(Set<ProbedModel> models) {
        return new PlannedRequests(
                of(runs, request -> !models.contains(request.model())),
                of(queries, request -> !models.contains(request.model())),
                models.contains(ProbedModel.INSTRUCT_BLIP) ? Set.of() : prompted);
    }

    private static Set<RunRequest> of(Set<RunRequest> requests, Predicate<RunRequest> kept) {
        Set<RunRequest> found = new LinkedHashSet<>(requests);
        found.removeIf(kept.negate());
        return found;
    }
}

package dev.sonde.experiment;

import dev.sonde.probe.QueryScores;
import java.util.Objects;

/**
 * What linear probes read off each query token alone.
 *
 * @param request model, task and layer
 * @param validation to choose a query by
 * @param test to judge it by
 * @param run all that determines it, and its seconds
 */
public record QueryOutcome(RunRequest request, QueryScores validation, QueryScores test, Run run) {
    public QueryOutcome {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(run, "run");
    }
}

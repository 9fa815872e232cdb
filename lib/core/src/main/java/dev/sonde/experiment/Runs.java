package dev.sonde.experiment;

import dev.sonde.data.Tag;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Where outcomes come from: computed, or read where they have been computed before. The tables and figures of the paper
 * ask here and compute no run themselves.
 *
 * <p>An empty answer means that there is no such run (its checkpoint or its data are missing, or the scale leaves it
 * out); its cells are then judged {@code not run}. Equal requests get equal outcomes.
 */
public interface Runs {
    /** On which models and data. */
    Scale scale();

    /** How large a resampler is; empty for a model without queries, or one that is missing. */
    Optional<ModelShape> shape(ProbedModel model);

    /** A probe on all queries (or tokens) of a layer. */
    Optional<RunOutcome> of(RunRequest request);

    /**
     * Computes those of these runs that are not there yet, several at a time where the scale allows it; {@link #of} then
     * finds them. Not needed, but faster than one after the other.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    default void prepare(Collection<RunRequest> requests) {
        requests.forEach(this::of);
    }

    /** Probes on each query alone; of the request, model, task and layer count. All may be trained in one pass. */
    Optional<QueryOutcome> queries(RunRequest request);

    /** InstructBLIP, asked in words about the test examples of VSR or RCM. */
    Optional<PromptedOutcome> prompted(ProbedTask task);

    /** How many training examples have each value of a tag; empty where the data are missing. */
    Map<String, Long> trainingExamples(ProbedTask task, Tag tag);
}

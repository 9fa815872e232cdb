package dev.sonde.paper;

import dev.sonde.data.Tag;
import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.PlannedRequests;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.PromptedOutcome;
import dev.sonde.experiment.QueryOutcome;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs that are none: it writes down what a table or a figure asks for. So a plan lists what the tables compute, without a
 * second list that could say something else.
 */
final class RequestRecorder implements Runs {
    private final Scale scale;
    private final Function<ProbedModel, Optional<ModelShape>> shapes;
    private final Set<RunRequest> runs = new LinkedHashSet<>();
    private final Set<RunRequest> queries = new LinkedHashSet<>();
    private final Set<ProbedTask> prompted = new LinkedHashSet<>();

    RequestRecorder(Scale scale, Function<ProbedModel, Optional<ModelShape>> shapes) {
        this.scale = scale;
        this.shapes = shapes;
    }

    /** What was asked for. */
    PlannedRequests requests() {
        return new PlannedRequests(runs, queries, prompted);
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public Optional<ModelShape> shape(ProbedModel model) {
        return shapes.apply(model);
    }

    @Override
    public Optional<RunOutcome> of(RunRequest request) {
        runs.add(request);
        return Optional.empty();
    }

    @Override
    public Optional<QueryOutcome> queries(RunRequest request) {
        queries.add(request);
        return Optional.empty();
    }

    @Override
    public Optional<PromptedOutcome> prompted(ProbedTask task) {
        prompted.add(task);
        return Optional.empty();
    }

    /** None: what is drawn from counts of examples asks for no other runs. */
    @Override
    public Map<String, Long> trainingExamples(ProbedTask task, Tag tag) {
        return Map.of();
    }
}

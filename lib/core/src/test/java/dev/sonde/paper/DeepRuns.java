package dev.sonde.paper;

import dev.sonde.data.Tag;
import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.PromptedOutcome;
import dev.sonde.experiment.QueryOutcome;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import java.util.Map;
import java.util.Optional;

/** Other runs, of models with more layers. */
record DeepRuns(Runs runs, int layers) implements Runs {
    @Override
    public Scale scale() {
        return runs.scale();
    }

    @Override
    public Optional<ModelShape> shape(ProbedModel model) {
        return Optional.of(new ModelShape(layers, SyntheticRuns.QUERIES));
    }

    @Override
    public Optional<RunOutcome> of(RunRequest request) {
        return runs.of(request);
    }

    @Override
    public Optional<QueryOutcome> queries(RunRequest request) {
        return runs.queries(request);
    }

    @Override
    public Optional<PromptedOutcome> prompted(ProbedTask task) {
        return runs.prompted(task);
    }

    @Override
    public Map<String, Long> trainingExamples(ProbedTask task, Tag tag) {
        return runs.trainingExamples(task, tag);
    }
}

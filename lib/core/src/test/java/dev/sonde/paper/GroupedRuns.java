package dev.sonde.paper;

import dev.sonde.data.Tag;
import dev.sonde.experiment.ModelShape;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.PromptedOutcome;
import dev.sonde.experiment.QueryOutcome;
import dev.sonde.experiment.Run;
import dev.sonde.experiment.RunOutcome;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * Boxes whose accuracy is made up group by group.
 *
 * @param percent accuracy of a group, the first with the smallest boxes nearest to the centre
 */
record GroupedRuns(Scale scale, IntToDoubleFunction percent) implements Runs {
    private static final int SIZE = 360;

    @Override
    public Optional<RunOutcome> of(RunRequest request) {
        int[] seen = new int[SyntheticRuns.GROUPS.size()];
        List<Prediction> rows = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            int group = i / 2 % seen.length;
            double share = percent.applyAsDouble(group) / 100;
            int k = seen[group]++;
            rows.add(SyntheticRuns.region(i, Math.floor((k + 1) * share) > Math.floor(k * share)));
        }
        ProbeResult result = ProbeResult.of("grouped", List.of(new Predictions(rows)));
        return Optional.of(RunOutcome.of(
                request, result, result, 1, Run.ofData(Map.of("computed", request.toString()), "grouped")));
    }

    @Override
    public Map<String, Long> trainingExamples(ProbedTask task, Tag tag) {
        return SyntheticRuns.of(scale, request -> 0).trainingExamples(task, tag);
    }

    @Override
    public Optional<ModelShape> shape(ProbedModel model) {
        return Optional.empty();
    }

    @Override
    public Optional<QueryOutcome> queries(RunRequest request) {
        return Optional.empty();
    }

    @Override
    public Optional<PromptedOutcome> prompted(ProbedTask task) {
        return Optional.empty();
    }
}

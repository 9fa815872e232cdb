package dev.sonde.paper;

import dev.sonde.data.Box;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.Tag;
import dev.sonde.experiment.ControlSet;
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
import dev.sonde.experiment.SearchOutcome;
import dev.sonde.probe.ControlReport;
import dev.sonde.probe.ControlResult;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.QueryScores;
import dev.sonde.search.Goal;
import dev.sonde.search.History;
import dev.sonde.search.Search;
import dev.sonde.search.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Runs whose accuracies are made up: exactly so many examples are right, spread evenly. What is judged here are rules, so
 * nothing is trained.
 *
 * @param scale whose rules
 * @param size examples of a split, two to an image
 * @param percent accuracy of a request; NaN for a run that is missing
 * @param prompted accuracy of the prompted model; NaN if it is missing
 * @param trials of each search
 * @param queryLead how far the best query alone is above all of them, in points
 */
record SyntheticRuns(
        Scale scale,
        int size,
        ToDoubleFunction<RunRequest> percent,
        ToDoubleFunction<ProbedTask> prompted,
        int trials,
        double queryLead)
        implements Runs {
    static final List<String> GROUPS = List.of("round", "boxy", "pointed", "jointed", "faceted", "curved");
    static final int LAYERS = 4;
    static final int QUERIES = 3;

    static SyntheticRuns of(Scale scale, ToDoubleFunction<RunRequest> percent) {
        return new SyntheticRuns(scale, 280, percent, task -> Double.NaN, 12, 0);
    }

    SyntheticRuns prompting(ToDoubleFunction<ProbedTask> accuracy) {
        return new SyntheticRuns(scale, size, percent, accuracy, trials, queryLead);
    }

    @Override
    public Optional<ModelShape> shape(ProbedModel model) {
        return Optional.of(new ModelShape(LAYERS, QUERIES));
    }

    @Override
    public Optional<RunOutcome> of(RunRequest request) {
        double accuracy = percent.applyAsDouble(request);
        if (Double.isNaN(accuracy)) {
            return Optional.empty();
        }
        ProbeResult test = result(request.task(), accuracy);
        RunOutcome outcome = RunOutcome.of(
                        request, test, result(request.task(), accuracy), 1000, run(request.toString()))
                .with(search());
        ControlResult control = new ControlResult(test, result(request.task(), accuracy / 2), 0.25);
        return Optional.of(
                switch (request.controls()) {
                    case NONE -> outcome;
                    case SELECTIVITY -> outcome.with(control);
                    case ALL ->
                        outcome.with(new ControlReport(
                                test,
                                result(request.task(), 50),
                                result(request.task(), 49),
                                result(request.task(), 48),
                                control,
                                List.of(),
                                Optional.empty()));
                });
    }

    private SearchOutcome search() {
        Search search = Search.in(SearchSpace.refCocoG()).run(trials, point -> point.number("lr"));
        return new SearchOutcome(SearchSpace.refCocoG(), new History(Goal.MAXIMISE, search.trials()), "tests");
    }

    @Override
    public Optional<QueryOutcome> queries(RunRequest request) {
        double accuracy = percent.applyAsDouble(request.with(ControlSet.NONE));
        if (Double.isNaN(accuracy)) {
            return Optional.empty();
        }
        QueryScores scores = new QueryScores(
                "accuracy",
                IntStream.range(0, QUERIES)
                        .mapToObj(query -> result(request.task(), accuracy + queryLead - 10 * query)
                                .score())
                        .toList());
        return Optional.of(new QueryOutcome(request, scores, scores, run("queries of " + request)));
    }

    @Override
    public Optional<PromptedOutcome> prompted(ProbedTask task) {
        double accuracy = prompted.applyAsDouble(task);
        return Double.isNaN(accuracy)
                ? Optional.empty()
                : Optional.of(new PromptedOutcome(
                        task, "Is it true that {}?", "yes", "no", result(task, accuracy), run("prompted " + task)));
    }

    @Override
    public Map<String, Long> trainingExamples(ProbedTask task, Tag tag) {
        Map<String, Long> counts = new LinkedHashMap<>();
        GROUPS.forEach(group -> counts.put(group, 100L + counts.size()));
        return counts;
    }

    private ProbeResult result(ProbedTask task, double accuracy) {
        List<Prediction> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean right = Math.floor((i + 1) * accuracy / 100) > Math.floor(i * accuracy / 100);
            rows.add(task == ProbedTask.REFCOCOG ? region(i, right) : truth(i, right));
        }
        return ProbeResult.of(task + " at " + accuracy, List.of(new Predictions(rows)));
    }

    private static Prediction truth(int i, boolean right) {
        boolean answer = i % 2 == 0;
        String category = RelationCategory.values()[i / 2 % RelationCategory.values().length].label();
        return new Prediction.Truth(
                "t" + i, "image" + i / 2, Map.of(Tag.RELATION_CATEGORY, category), answer, answer == right ? 1 : -1);
    }

    /** Later groups have larger boxes, further from the centre. */
    static Prediction region(int i, boolean right) {
        int group = i / 2 % GROUPS.size();
        double side = 0.1 + 0.05 * group + 0.0001 * (i % 97);
        double x = 0.5 + 0.04 * group;
        Box answer = Box.unit(x - side / 2, 0.5 - side / 2, side, side);
        return new Prediction.Region(
                "r" + i,
                "image" + i / 2,
                Map.of(Tag.SUPER_CATEGORY, GROUPS.get(group)),
                answer,
                right ? answer : Box.unit(0, 0, 0.05, 0.05));
    }

    private static Run run(String what) {
        return Run.ofData(Map.of("computed", what), "synthetic");
    }
}

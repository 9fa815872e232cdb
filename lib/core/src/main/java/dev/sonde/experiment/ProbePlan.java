package dev.sonde.experiment;

import dev.sonde.probe.JointOptions;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.Search;
import dev.sonde.search.SearchSpace;
import dev.sonde.search.TpeSampler;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as it was asked for, with nothing left open.
 *
 * @param on what the probe reads
 * @param task what it predicts
 * @param training what is trained
 * @param jointOptions how a model is trained with the probe, if it is
 * @param trial head, input, objective and options; a search varies some of them
 * @param space where a search looks
 * @param trials of the search; 0 for none
 * @param seeds trainings with the chosen settings
 */
record ProbePlan(
        String name,
        Representation on,
        ProbingTask task,
        Training training,
        JointOptions jointOptions,
        ProbeTrial trial,
        SearchSpace space,
        int trials,
        int seeds) {
    /** Changes whenever the same plan no longer gives the same numbers. */
    private static final String CODE = "1";

    /** Trials of a frozen search that are trained in one pass, and that the first of are random; a quarter of many. */
    private static final int LEAST_ROUND = 5;

    /** Trials that are asked for at once; the sampler learns between rounds. */
    int round() {
        return round(training, trials);
    }

    /** Trials that are asked for at once, of a search of so many. */
    static int round(Training training, int trials) {
        return training == Training.FROZEN ? quarter(trials) : 1;
    }

    /** The search, kept in a file. */
    Search search(Path journal) {
        return Search.in(space).with(sampler()).maximising().journal(journal);
    }

    /** All that determines the result; its hash names it. */
    Run run() {
        SortedMap<String, String> parameters = new TreeMap<>(on.parameters());
        parameters.put("code", CODE);
        parameters.put("training", training.toString());
        parameters.put("probe", trial.head().toString());
        parameters.put("input", trial.input().toString());
        parameters.put("objective", trial.objective().toString());
        parameters.put("options", trial.options().withThreads(0).toString());
        parameters.put("seeds", Integer.toString(seeds));
        parameters.put("task", task.name());
        if (training == Training.JOINT) {
            parameters.put("joint options", jointOptions.toString());
        }
        if (trials > 0) {
            parameters.put("search", trials + " trials, " + round() + " at once");
            parameters.put("space", space.describe());
            parameters.put("sampler", sampler().describe());
        }
        return new Run(
                parameters,
                task.sha256(),
                Optional.of(on.weights()),
                Optional.of(trial.options().seed()),
                "cpu",
                OptionalDouble.empty());
    }

    /** A training with another seed; the first one has the seed that the options name. */
    static ProbeTrial seeded(ProbeTrial trial, int number) {
        TrainingOptions options = trial.options().withSeed(trial.options().seed() + number);
        OptionalLong order = options.orderSeed();
        return trial.withOptions(order.isPresent() ? options.withOrderSeed(order.getAsLong() + number) : options);
    }

    private static int quarter(int trials) {
        return Math.max(LEAST_ROUND, (trials + 3) / 4);
    }

    private TpeSampler sampler() {
        return TpeSampler.hyperopt()
                .withStartup(Math.min(quarter(trials), trials))
                .withSeed(trial.options().seed());
    }
}

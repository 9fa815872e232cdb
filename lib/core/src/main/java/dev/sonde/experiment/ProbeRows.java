package dev.sonde.experiment;

import dev.sonde.data.Split;
import dev.sonde.feature.FeatureSet;
import dev.sonde.probe.ProbeData;
import java.util.Objects;
import java.util.function.Function;

/**
 * The rows of a task's three splits.
 *
 * @param train what a probe learns from
 * @param validation what its settings are chosen on
 * @param test what it is judged on
 */
public record ProbeRows(ProbeData train, ProbeData validation, ProbeData test) {
    public ProbeRows {
        Objects.requireNonNull(train, "train");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
    }

    /** The rows of features that are made of the examples that a model reads; the answers are those of the task. */
    static ProbeRows of(ProbingTask task, Function<Split, FeatureSet> features) {
        return new ProbeRows(
                ProbeData.of(features.apply(task.encoded().train()), task.task().train()),
                ProbeData.of(
                        features.apply(task.encoded().validation()), task.task().validation()),
                ProbeData.of(features.apply(task.encoded().test()), task.task().test()));
    }
}

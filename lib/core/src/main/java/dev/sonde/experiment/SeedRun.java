package dev.sonde.experiment;

import dev.sonde.probe.Predictions;
import dev.sonde.probe.TrainingHistory;
import java.util.Objects;

/**
 * One training of a run's probe with the chosen settings.
 *
 * @param seed of its weights and the order of its examples
 * @param validation what it says of the validation examples
 * @param test what it says of the test examples
 * @param history epoch by epoch
 * @param parameters how many numbers its probe has
 * @param seconds how long it took
 */
public record SeedRun(
        long seed, Predictions validation, Predictions test, TrainingHistory history, long parameters, double seconds) {
    public SeedRun {
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(history, "history");
    }
}

package dev.sonde.experiment;

import dev.sonde.probe.ProbeData;
import java.util.Objects;

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
}

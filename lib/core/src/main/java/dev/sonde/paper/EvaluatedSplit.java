package dev.sonde.paper;

import dev.sonde.experiment.RunOutcome;
import dev.sonde.probe.ProbeResult;

/** The examples on which a run is judged. */
public enum EvaluatedSplit {
    VALIDATION("validation"),
    TEST("test");

    private final String label;

    EvaluatedSplit(String label) {
        this.label = label;
    }

    /** The word in the paper's tables. */
    public String label() {
        return label;
    }

    ProbeResult of(RunOutcome outcome) {
        return this == VALIDATION ? outcome.validation() : outcome.test();
    }

    @Override
    public String toString() {
        return label;
    }
}

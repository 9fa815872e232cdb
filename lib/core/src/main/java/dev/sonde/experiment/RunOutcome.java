package dev.sonde.experiment;

import dev.sonde.probe.ControlReport;
import dev.sonde.probe.ControlResult;
import dev.sonde.probe.ProbeResult;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run gave.
 *
 * @param request what was asked for
 * @param validation predictions on the validation examples, of each seed
 * @param test predictions on the test examples, of each seed
 * @param parameters how many numbers the probe has (those of a resampler trained with it not counted)
 * @param search how its hyper-parameters were chosen; empty where they were given
 * @param selectivity the control task, where asked for
 * @param controls all controls, where asked for
 * @param run all that determines it, and its seconds
 */
public record RunOutcome(
        RunRequest request,
        ProbeResult validation,
        ProbeResult test,
        long parameters,
        Optional<SearchOutcome> search,
        Optional<ControlResult> selectivity,
        Optional<ControlReport> controls,
        Run run) {
    public RunOutcome {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(selectivity, "selectivity");
        Objects.requireNonNull(controls, "controls");
        Objects.requireNonNull(run, "run");
    }

    /** An outcome without search and controls. */
    public static RunOutcome of(
            RunRequest request, ProbeResult validation, ProbeResult test, long parameters, Run run) {
        return new RunOutcome(
                request, validation, test, parameters, Optional.empty(), Optional.empty(), Optional.empty(), run);
    }

    /** With the search before it. */
    public RunOutcome with(SearchOutcome found) {
        return new RunOutcome(request, validation, test, parameters, Optional.of(found), selectivity, controls, run);
    }

    /** With the control task beside it. */
    public RunOutcome with(ControlResult found) {
        return new RunOutcome(request, validation, test, parameters, search, Optional.of(found), controls, run);
    }

    /** With all controls beside it, the control task among them. */
    public RunOutcome with(ControlReport found) {
        return new RunOutcome(
                request, validation, test, parameters, search, Optional.of(found.control()), Optional.of(found), run);
    }

    /** How many trainings that differ in their seeds only. */
    public int seeds() {
        return test.seeds().size();
    }
}

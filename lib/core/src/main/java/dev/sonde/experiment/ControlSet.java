package dev.sonde.experiment;

/** What is computed beside the accuracy. */
public enum ControlSet {
    /** Nothing. */
    NONE,
    /** The control task: {@link RunOutcome#selectivity()}. */
    SELECTIVITY,
    /** Control task, baselines, random features, codelengths, information: {@link RunOutcome#controls()}. */
    ALL
}

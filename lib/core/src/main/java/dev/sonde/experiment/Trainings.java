package dev.sonde.experiment;

import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainingHistory;
import java.nio.file.Path;
import java.util.List;

/** How the probes of a run are trained: on stored features, or together with what makes them. */
interface Trainings extends AutoCloseable {
    /**
     * Trains for a search.
     *
     * @param checkpoint of these trainings alone
     * @return the history of each, in the order of the trials
     */
    List<TrainingHistory> histories(List<ProbeTrial> trials, Path checkpoint);

    /** Trains one probe and judges it. */
    SeedRun judged(ProbeTrial trial, Path checkpoint);

    @Override
    void close();
}

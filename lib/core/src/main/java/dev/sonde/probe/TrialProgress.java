package dev.sonde.probe;

import java.util.ArrayList;
import java.util.List;

/** How far one trial of a running training is. */
final class TrialProgress {
    private final ProbeTrial trial;
    private final int stepsPerEpoch;
    private final List<EpochScore> epochs = new ArrayList<>();
    private int best;

    TrialProgress(ProbeTrial trial, int rows) {
        this.trial = trial;
        this.stepsPerEpoch = trial.options().stepsPerEpoch(rows);
    }

    /** Whether there is an epoch to come. */
    boolean active() {
        TrainingOptions options = trial.options();
        boolean patient = options.patience() == 0 || epochs.size() - best < options.patience() || epochs.isEmpty();
        return epochs.size() < options.epochs() && patient;
    }

    /** The learning rate of a step of the whole training; negative for none. */
    double rate(long step) {
        return active() ? trial.options().rate(step, (long) trial.options().epochs() * stepsPerEpoch) : -1;
    }

    /** Notes the end of an epoch and says whether it is the best so far. */
    boolean finish(EpochScore epoch) {
        boolean better =
                epochs.isEmpty() || epoch.score() > epochs.get(best - 1).score();
        epochs.add(epoch);
        best = better ? epochs.size() : best;
        return better;
    }

    ProbeTrial trial() {
        return trial;
    }

    List<EpochScore> epochs() {
        return epochs;
    }

    TrainingHistory history() {
        return new TrainingHistory(trial.objective().metric(), epochs);
    }
}

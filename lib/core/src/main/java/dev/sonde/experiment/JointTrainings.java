package dev.sonde.experiment;

import dev.sonde.probe.JointOptions;
import dev.sonde.probe.JointTrainer;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainedJoint;
import dev.sonde.probe.TrainingHistory;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.List;

/** Trains probes together with what makes their features, one after the other. */
record JointTrainings(Torch torch, JointOptions options, JointRows rows) implements Trainings {
    @Override
    public List<TrainingHistory> histories(List<ProbeTrial> trials, Path checkpoint) {
        return trials.stream().map(trial -> history(trial, checkpoint)).toList();
    }

    @Override
    public SeedRun judged(ProbeTrial trial, Path checkpoint) {
        try (TrainedJoint joint = train(trial, checkpoint)) {
            int queries = joint.network().queries();
            return new SeedRun(
                    trial.options().seed(),
                    joint.predict(rows.validation()),
                    joint.predict(rows.test()),
                    joint.history(),
                    trial.parameters(queries, joint.network().width()),
                    joint.seconds());
        }
    }

    private TrainingHistory history(ProbeTrial trial, Path checkpoint) {
        try (TrainedJoint joint = train(trial, checkpoint)) {
            return joint.history();
        }
    }

    private TrainedJoint train(ProbeTrial trial, Path checkpoint) {
        return JointTrainer.on(torch)
                .withOptions(options)
                .withCheckpoint(checkpoint)
                .train(trial, rows.model(), rows.train(), rows.validation());
    }

    @Override
    public void close() {
        rows.close();
    }
}

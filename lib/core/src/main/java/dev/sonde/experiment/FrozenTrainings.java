package dev.sonde.experiment;

import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainedProbe;
import dev.sonde.probe.TrainingHistory;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.List;

/** Trains probes on stored features; linear ones together, in one pass. */
record FrozenTrainings(Torch torch, ProbeRows rows) implements Trainings {
    @Override
    public List<TrainingHistory> histories(List<ProbeTrial> trials, Path checkpoint) {
        List<TrainedProbe> probes = trainer(checkpoint).trainAll(trials, rows.train(), rows.validation());
        try {
            return probes.stream().map(TrainedProbe::history).toList();
        } finally {
            probes.forEach(TrainedProbe::close);
        }
    }

    @Override
    public SeedRun judged(ProbeTrial trial, Path checkpoint) {
        try (TrainedProbe probe = trainer(checkpoint).train(trial, rows.train(), rows.validation())) {
            return new SeedRun(
                    trial.options().seed(),
                    probe.predict(rows.validation()),
                    probe.predict(rows.test()),
                    probe.history(),
                    probe.parameters(),
                    probe.seconds());
        }
    }

    private FrozenTrainer trainer(Path checkpoint) {
        return FrozenTrainer.on(torch).withCheckpoint(checkpoint);
    }

    /** Nothing is open. */
    @Override
    public void close() {}
}

package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.probe.ControlReport;
import dev.sonde.probe.Controls;
import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.torch.Torch;
import java.util.Optional;

/** The controls of a run with its chosen settings. */
record ControlRun(ProbePlan plan, RunStore store, ProbeTrial trial) {
    ControlReport report() {
        if (plan.training() == Training.JOINT) {
            throw new SondeException(
                    "The controls of " + plan.name() + " would train the whole model dozens of times",
                    "Ask for those of the frozen run.");
        }
        try (Torch torch = Computing.torch(Optional.empty())) {
            ProbeRows rows = plan.on().rows(plan.task(), torch, store.features());
            return Controls.of(FrozenTrainer.on(torch), trial, rows.train(), rows.validation(), rows.test())
                    .all();
        }
    }
}

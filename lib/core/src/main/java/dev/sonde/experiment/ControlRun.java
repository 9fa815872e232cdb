package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.probe.ControlReport;
import dev.sonde.probe.ControlResult;
import dev.sonde.probe.Controls;
import dev.sonde.probe.FrozenTrainer;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.stats.VInformation;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The controls of a run with its chosen settings: computed once, kept beside it. */
record ControlRun(ProbePlan plan, RunStore store, ProbeTrial trial) {
    private static final String SELECTIVITY = "selectivity";
    private static final String ALL = "all";

    /** The control task alone. */
    ControlResult selectivity() {
        ControlFolder folder = folder();
        if (!folder.has(SELECTIVITY)) {
            ControlResult computed = compute(controls -> controls.selectivity(0));
            folder.write(SELECTIVITY, computed, List.of());
        }
        return folder.control(SELECTIVITY);
    }

    /** All controls. */
    ControlReport report() {
        ControlFolder folder = folder();
        if (!folder.has(ALL)) {
            ControlReport computed = compute(Controls::all);
            folder.write("result", computed.result());
            folder.write("majority", computed.majority());
            folder.write("prior", computed.prior());
            folder.write("random-features", computed.randomFeatures());
            folder.write(ALL, computed.control(), computed.codelengths());
        }
        return new ControlReport(
                folder.result("result"),
                folder.result("majority"),
                folder.result("prior"),
                folder.result("random-features"),
                folder.control(ALL),
                folder.codelengths(ALL),
                information(folder.result("result").seeds().get(0)));
    }

    private ControlFolder folder() {
        if (plan.training() == Training.JOINT) {
            throw new SondeException(
                    "The controls of " + plan.name() + " would train the whole model dozens of times",
                    "Ask for those of the frozen run.");
        }
        return new ControlFolder(store.folder(plan.run()).path().resolve("controls"));
    }

    private <T> T compute(Function<Controls, T> asked) {
        try (Torch torch = Computing.torch(Optional.empty())) {
            ProbeRows rows = plan.on().rows(plan.task(), torch, store.features());
            return asked.apply(
                    Controls.of(FrozenTrainer.on(torch), trial, rows.train(), rows.validation(), rows.test()));
        }
    }

    /** About the test labels, beyond the share of the training labels that are true. */
    private Optional<VInformation> information(Predictions predictions) {
        if (plan.task().task().predictsBoxes()) {
            return Optional.empty();
        }
        double share = plan.task().task().train().labels().trueShare();
        return Optional.of(Controls.information(predictions, share));
    }
}

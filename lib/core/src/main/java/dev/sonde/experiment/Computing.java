package dev.sonde.experiment;

import dev.sonde.display.Progress;
import dev.sonde.feature.StoreLock;
import dev.sonde.search.Assignment;
import dev.sonde.torch.Device;
import dev.sonde.torch.Precision;
import dev.sonde.torch.Torch;
import java.util.Objects;
import java.util.Optional;

/** Reads a run, or computes it first. */
record Computing(ProbePlan plan, RunStore store, Optional<Device> device) {
    /** The environment variable or system property that names a device. */
    private static final String DEVICE = "SONDE_DEVICE";

    /** Computes on the device of this process. */
    static Torch torch(Optional<Device> named) {
        Device device = named.or(() -> Optional.ofNullable(System.getProperty(DEVICE))
                        .or(() -> Optional.ofNullable(System.getenv(DEVICE)))
                        .filter(name -> !name.isBlank())
                        .map(Device::named))
                .orElse(Device.cpu());
        return Torch.open(device, Precision.FLOAT32);
    }

    ProbeRun run() {
        Run run = plan.run();
        RunFolder folder = store.folder(run);
        if (!folder.isWhole()) {
            try (StoreLock lock = store.lock(run)) {
                Objects.requireNonNull(lock);
                if (!folder.isWhole()) { // another process may have computed it meanwhile
                    compute(run, folder);
                }
            }
        }
        return new ProbeRun(plan, store, folder.run(), folder.chosen(), folder.seeds(plan.seeds()));
    }

    private void compute(Run run, RunFolder folder) {
        long start = System.nanoTime();
        try (Torch torch = torch(device)) {
            Optional<Assignment> chosen = compute(torch, folder);
            double seconds = (System.nanoTime() - start) / 1e9;
            folder.finish(run.on(torch.device().toString()).took(seconds), chosen);
        }
    }

    private Optional<Assignment> compute(Torch torch, RunFolder folder) {
        try (Trainings trainings = trainings(torch);
                Progress progress = Progress.of(plan.name(), plan.trials() + plan.seeds())) {
            return new Computation(plan, folder, trainings, progress).run();
        }
    }

    private Trainings trainings(Torch torch) {
        return plan.training() == Training.FROZEN
                ? new FrozenTrainings(torch, plan.on().rows(plan.task(), torch, store.features()))
                : new JointTrainings(
                        torch, plan.jointOptions(), plan.on().jointRows(plan.task(), torch, store.features()));
    }
}

package dev.sonde.experiment;

import dev.sonde.probe.JointOptions;
import dev.sonde.probe.TrainingOptions;

/**
 * How long, with how many trials and seeds, the experiments are run at each scale. At paper scale as the paper says: Table
 * 4's spaces, ten trials, and three seeds more than it had. At mini scale what ten minutes of two cores allow.
 */
final class RunSettings {
    private static final int TRIALS = 10;
    private static final int SEEDS = 3;
    private static final int MINI_JOINT_BATCH = 64;

    private RunSettings() {}

    static Probe apply(Scale scale, RunRequest request, Probe probe) {
        if (scale == Scale.PAPER) {
            return probe.search(TRIALS).seeds(SEEDS);
        }
        return request.training() == Training.JOINT ? miniJoint(request.task(), probe) : miniFrozen(request, probe);
    }

    // Linear probes are searched in one pass; others would take ten times as long.
    private static Probe miniFrozen(RunRequest request, Probe probe) {
        return request.head() == HeadSize.LINEAR
                ? probe.search(TRIALS).seeds(request.layer().isPresent() ? 1 : SEEDS)
                : probe.options(miniOptions()).seeds(SEEDS);
    }

    /** Without a search: the upper end of Table 4's rates, as features are 64 wide, and its longest training of VSR. */
    static TrainingOptions miniOptions() {
        return TrainingOptions.defaults().withLearningRate(5e-4).withEpochs(20);
    }

    // A plateau at chance comes first: no early stopping, and statements of two things take the longest.
    private static Probe miniJoint(ProbedTask task, Probe probe) {
        int epochs =
                switch (task) {
                    case REFCOCOG -> 12;
                    case VSR -> 20;
                    case RCM -> 8;
                };
        return probe.options(TrainingOptions.defaults()
                        .withLearningRate(1e-3)
                        .withEpochs(epochs)
                        .withBatch(MINI_JOINT_BATCH))
                .joint(JointOptions.defaults().withPart(MINI_JOINT_BATCH).withMaxNorm(1));
    }
}

package dev.sonde.experiment;

import dev.sonde.probe.JointOptions;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.Parameter;
import dev.sonde.search.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * How long, with how many trials and seeds, the experiments are run at each scale. At paper scale as the paper says: Table
 * 4's spaces, ten trials, and three seeds more than it had. At mini scale what ten minutes of two cores allow.
 */
final class RunSettings {
    private static final int TRIALS = 10;
    private static final int SEEDS = 3;
    private static final int MINI_FROZEN_BATCH = 512;
    private static final int MINI_JOINT_BATCH = 64;

    private RunSettings() {}

    /** The probe of a request, but for what it reads and predicts. */
    static Probe probe(Scale scale, RunRequest request) {
        Probe headed = request.head() == HeadSize.LINEAR
                ? Probe.linear()
                : Probe.swiGlu(request.head().layers());
        Probe probe = request.training() == Training.JOINT ? headed.joint() : headed.frozen();
        if (scale == Scale.PAPER) {
            return probe.search(TRIALS).seeds(Seeds.or(SEEDS));
        }
        return request.training() == Training.JOINT ? miniJoint(request.task(), probe) : miniFrozen(request, probe);
    }

    // Linear probes are searched in one pass; others would take ten times as long.
    private static Probe miniFrozen(RunRequest request, Probe probe) {
        return request.head() == HeadSize.LINEAR
                ? probe.options(mini().withBatch(MINI_FROZEN_BATCH))
                        .space(miniSpace(request.task()))
                        .search(TRIALS)
                        .seeds(Seeds.or(SEEDS))
                : probe.options(miniHeads()).seeds(Seeds.or(SEEDS));
    }

    /**
     * Table 4's space for tokens of 64 numbers instead of 768 and batches of 512 instead of 128: rates 40 times as high, and
     * fewer epochs, after which the validation score no longer rises.
     */
    private static SearchSpace miniSpace(ProbedTask task) {
        SearchSpace paper = task == ProbedTask.REFCOCOG ? SearchSpace.refCocoG() : SearchSpace.vsr();
        List<Parameter> parameters = new ArrayList<>(paper.parameters());
        parameters.set(0, Parameter.logUniform(SearchSpace.LEARNING_RATE, 4e-4, 2e-2));
        parameters.set(1, Parameter.choice(SearchSpace.EPOCHS, 5, 10, 20));
        return new SearchSpace(parameters);
    }

    /** Without a search, for each query alone: a rate in the middle of the space. */
    static TrainingOptions miniQueries() {
        return mini().withBatch(MINI_FROZEN_BATCH).withLearningRate(1e-2).withEpochs(10);
    }

    private static TrainingOptions miniHeads() {
        return mini().withBatch(MINI_FROZEN_BATCH).withLearningRate(2e-3).withEpochs(10);
    }

    // A plateau at chance comes first: no early stopping, and statements of two things take the longest.
    // Of these there are many, seen twice each: what is seen more often may be learnt by heart.
    private static Probe miniJoint(ProbedTask task, Probe probe) {
        int epochs =
                switch (task) {
                    case REFCOCOG -> 3;
                    case VSR -> 2;
                    case RCM -> 3;
                };
        double rate = task == ProbedTask.VSR ? 1e-3 : 2e-3;
        return probe.options(mini().withLearningRate(rate).withEpochs(epochs).withBatch(MINI_JOINT_BATCH))
                .joint(JointOptions.defaults().withPart(MINI_JOINT_BATCH).withMaxNorm(1))
                .seeds(Seeds.or(1));
    }

    // Matrices are too small to be shared by threads: several runs share the processors instead.
    private static TrainingOptions mini() {
        return TrainingOptions.defaults().withThreads(1);
    }
}

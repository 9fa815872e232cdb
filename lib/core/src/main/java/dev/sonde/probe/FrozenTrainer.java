package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains probes on features that stay as they are.
 *
 * <p>The first weights and the order of the rows follow from the seed as in PyTorch, and the results are PyTorch's but for
 * rounding. Linear probes that see the same batches are trained together in one pass over the data, which makes a search of
 * ten trials several times cheaper.
 *
 * <pre>{@code
 * FrozenTrainer trainer = FrozenTrainer.on(torch);
 * try (TrainedProbe probe = trainer.train(ProbeTrial.linear(Objective.truth()), train, validation)) {
 *     probe.predict(test).result().accuracy();
 * }
 * }</pre>
 */
public final class FrozenTrainer {
    private static final Duration USUAL_BETWEEN = Duration.ofSeconds(10);

    private final Torch torch;
    private final Optional<Path> checkpoint;
    private final Duration between;

    private FrozenTrainer(Torch torch, Optional<Path> checkpoint, Duration between) {
        this.torch = torch;
        this.checkpoint = checkpoint;
        this.between = between;
    }

    /** Trains on a device; without checkpoints. */
    public static FrozenTrainer on(Torch torch) {
        return new FrozenTrainer(torch, Optional.empty(), USUAL_BETWEEN);
    }

    /**
     * Keeps a file from which a training that is killed goes on, with the same result: written after a step, at most every
     * ten seconds, and deleted at the end. Name a file of its own for each training.
     */
    public FrozenTrainer withCheckpoint(Path file) {
        return new FrozenTrainer(torch, Optional.of(file), between);
    }

    /** Writes the checkpoint that often; {@link Duration#ZERO} after every step. */
    public FrozenTrainer withTimeBetweenCheckpoints(Duration time) {
        return new FrozenTrainer(torch, checkpoint, time);
    }

    /**
     * Trains one probe; the weights of the epoch with the best validation score are kept.
     *
     * @throws SondeException if the data does not fit the trial or each other, holds numbers that are not finite, or
     *     its training rows all have the same truth value
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; a checkpoint stays
     */
    public TrainedProbe train(ProbeTrial trial, ProbeData train, ProbeData validation) {
        check(trial, train, validation);
        DataChecks.requireVariety(train);
        return trainUnchecked(trial, train, validation);
    }

    /**
     * Trains several probes; results are in the order of the trials. Those that can be are trained together: linear
     * ones on the same input with the same kind of objective, batch size and order of rows. The result of a trial
     * depends on its company only by rounding.
     *
     * @throws SondeException as {@link #train}
     */
    public List<TrainedProbe> trainAll(List<ProbeTrial> trials, ProbeData train, ProbeData validation) {
        trials.forEach(trial -> check(trial, train, validation));
        DataChecks.requireVariety(train);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < trials.size(); i++) {
            groups.computeIfAbsent(group(trials.get(i), i, train), key -> new ArrayList<>())
                    .add(i);
        }
        TrainedProbe[] results = new TrainedProbe[trials.size()];
        int number = 0;
        for (List<Integer> members : groups.values()) {
            FrozenTrainer trainer = groups.size() == 1 ? this : withCheckpointNumber(number++);
            members.sort(Comparator.comparingInt(i -> -trials.get(i).options().epochs()));
            List<TrainedProbe> trained =
                    trainer.trainGroup(members.stream().map(trials::get).toList(), train, validation);
            IntStream.range(0, trained.size()).forEach(i -> results[members.get(i)] = trained.get(i));
        }
        return List.of(results);
    }

    /**
     * Trains a linear probe for each query token alone, all of them in one pass: which of them carries the answer?
     *
     * @param trial its input is ignored
     */
    public List<TrainedProbe> trainEachQuery(ProbeTrial trial, ProbeData train, ProbeData validation) {
        List<ProbeTrial> trials = IntStream.range(0, train.queries())
                .mapToObj(query -> trial.withInput(ProbeInput.query(query)).withHead(ProbeHead.linear()))
                .toList();
        trials.forEach(one -> check(one, train, validation));
        DataChecks.requireVariety(train);
        try (FeatureLearner learner = new LinearStack(torch, trials, train.queries(), train.hidden())) {
            List<ProbeTrial> flattened = trials.stream()
                    .map(one -> one.withInput(ProbeInput.FLATTENED))
                    .toList();
            return run(learner, trials, flattened, train.hidden(), train, validation);
        }
    }

    FrozenTrainer withoutCheckpoint() {
        return new FrozenTrainer(torch, Optional.empty(), between);
    }

    /** For parts of training data that may, by chance, hold one class only. */
    TrainedProbe trainUnchecked(ProbeTrial trial, ProbeData train, ProbeData validation) {
        return trainGroup(List.of(trial), train, validation).get(0);
    }

    private List<TrainedProbe> trainGroup(List<ProbeTrial> trials, ProbeData train, ProbeData validation) {
        int in = trials.get(0).input().width(train.queries(), train.hidden());
        try (FeatureLearner learner = trials.get(0).head() instanceof ProbeHead.Linear
                ? new LinearStack(torch, trials, 1, in)
                : new SingleLearner(torch, trials.get(0), in)) {
            return run(learner, trials, trials, in, train, validation);
        }
    }

    private List<TrainedProbe> run(
            FeatureLearner learner,
            List<ProbeTrial> trials,
            List<ProbeTrial> seen,
            int in,
            ProbeData train,
            ProbeData validation) {
        trials.stream()
                .mapToInt(trial -> trial.options().threads())
                .filter(threads -> threads > 0)
                .findFirst()
                .ifPresent(torch::threads);
        Optional<TrainingCheckpoint> file =
                checkpoint.map(path -> new TrainingCheckpoint(path, between, Training.name(trials, train, validation)));
        TrainingLoop loop;
        List<TrialProgress> progress;
        ProbeTrial first = seen.get(0);
        try (TrainingRows rows =
                new FeatureRows(torch, learner, first.input(), first.options().batch(), train, validation)) {
            loop = new TrainingLoop(torch, learner, rows, seen, in, train, validation, file);
            progress = loop.run();
        }
        double seconds = loop.seconds();
        List<TrainedProbe> trained = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Map<String, NDArray> weights = learner.remembered(i);
            trained.add(new TrainedProbe(
                    torch,
                    trials.get(i),
                    train.queries(),
                    train.hidden(),
                    weights,
                    progress.get(i).history(),
                    seconds));
        }
        file.ifPresent(TrainingCheckpoint::delete);
        return trained;
    }

    private FrozenTrainer withCheckpointNumber(int number) {
        return checkpoint
                .map(file -> withCheckpoint(file.resolveSibling(file.getFileName() + "." + number)))
                .orElse(this);
    }

    private static String group(ProbeTrial trial, int index, ProbeData train) {
        return trial.head() instanceof ProbeHead.Linear
                ? trial.input() + " " + trial.objective().outputs() + " "
                        + trial.orderKey(trial.input().width(train.queries(), train.hidden()))
                : "alone " + index;
    }

    static void check(ProbeTrial trial, ProbeData train, ProbeData validation) {
        DataChecks.requireRows(train);
        DataChecks.requireAlike(train.queries(), train.hidden(), validation);
        DataChecks.requireKind(trial.objective(), train);
        DataChecks.requireKind(trial.objective(), validation);
        trial.input().width(train.queries(), train.hidden());
    }
}

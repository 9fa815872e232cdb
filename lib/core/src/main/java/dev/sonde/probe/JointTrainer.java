package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a probe together with the model that it reads: a resampler, whose image encoder stays as it is, or ViLT.
 *
 * <p>Order, warm-up, decay, patience and the choice of the best epoch are those of {@link FrozenTrainer}; the weights of
 * the model have the same optimiser. Such a training often stays at chance for many epochs before it breaks through:
 * {@link TrainingOptions#withPatience patience} counts in epochs, and 0 switches it off.
 *
 * <p>PyTorch's generator of dropout belongs to the process: train one model at a time in it.
 *
 * <pre>{@code
 * JointModel model = JointModel.blip2(config.qformer(), checkpoint);
 * try (TrainedJoint joint = JointTrainer.on(torch).train(trial, model, train, validation)) {
 *     joint.predict(test).result("BLIP-2, unfrozen");
 * }
 * }</pre>
 */
public final class JointTrainer {
    private static final Duration USUAL_BETWEEN = Duration.ofSeconds(10);

    private final Torch torch;
    private final JointOptions options;
    private final Optional<Path> checkpoint;
    private final Duration between;

    private JointTrainer(Torch torch, JointOptions options, Optional<Path> checkpoint, Duration between) {
        this.torch = torch;
        this.options = options;
        this.checkpoint = checkpoint;
        this.between = between;
    }

    /** Trains on a device as {@link JointOptions#defaults} says; without checkpoints. */
    public static JointTrainer on(Torch torch) {
        return new JointTrainer(torch, JointOptions.defaults(), Optional.empty(), USUAL_BETWEEN);
    }

    /** Trains in another way. */
    public JointTrainer withOptions(JointOptions other) {
        return new JointTrainer(torch, other, checkpoint, between);
    }

    /** Reads so many pairs at a time, see {@link JointOptions#part}. */
    public JointTrainer withPart(int pairs) {
        return withOptions(options.withPart(pairs));
    }

    /**
     * Keeps a file from which a training that is killed goes on, with the same result: written after a step, at most
     * every ten seconds and for at most a twentieth of the time, and deleted at the end. It takes four times the memory
     * of the model. Name a file of its own for each training.
     */
    public JointTrainer withCheckpoint(Path file) {
        return new JointTrainer(torch, options, Optional.of(file), between);
    }

    /** Writes the checkpoint that often; {@link Duration#ZERO} after every step. */
    public JointTrainer withTimeBetweenCheckpoints(Duration time) {
        return new JointTrainer(torch, options, checkpoint, time);
    }

    /**
     * Trains a probe and a copy of a model; the weights of the epoch with the best validation score are kept. The
     * checkpoint of the model stays as it is.
     *
     * @throws SondeException if the data does not fit the trial or the model, its training examples all have the same
     *     truth value, or a loss is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, within a batch; a checkpoint stays
     */
    public TrainedJoint train(ProbeTrial trial, JointModel model, JointData train, JointData validation) {
        List.of(train, validation).forEach(data -> DataChecks.requireKind(trial.objective(), data));
        DataChecks.requireVariety(train);
        if (trial.options().threads() > 0) {
            torch.threads(trial.options().threads());
        }
        JointNetwork network = model.open(torch, model.start());
        Optional<Map<String, NDArray>> weights = Optional.empty();
        try {
            List.of(train, validation).forEach(network::reader); // refuses data of another kind of model
            int in = trial.input().width(network.queries(), network.width());
            weights = Optional.of(FirstWeights.of(torch, trial, in));
            return train(trial, model, network, weights.get(), train, validation);
        } catch (RuntimeException e) {
            network.close();
            weights.ifPresent(arrays -> arrays.values().forEach(NDArray::close));
            throw e;
        }
    }

    private TrainedJoint train(
            ProbeTrial trial,
            JointModel model,
            JointNetwork network,
            Map<String, NDArray> weights,
            JointData train,
            JointData validation) {
        Optional<TrainingCheckpoint> file = checkpoint.map(path -> new TrainingCheckpoint(
                path, between, Training.name(torch, trial, options, model, List.of(train, validation))));
        int in = trial.input().width(network.queries(), network.width());
        try (JointHead head = new JointHead(torch, trial, weights);
                JointLearner learner = new JointLearner(torch, trial, options, network, head, train, validation)) {
            TrainingLoop loop = new TrainingLoop(torch, learner, learner, List.of(trial), in, train, validation, file);
            TrainingHistory history = loop.run().get(0).history();
            learner.restoreBest();
            file.ifPresent(TrainingCheckpoint::delete);
            return new TrainedJoint(torch, trial, options, network, weights, history, loop.seconds());
        }
    }
}

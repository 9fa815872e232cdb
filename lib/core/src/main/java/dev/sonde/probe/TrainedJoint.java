package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/**
 * A probe and the model that was trained with it, with the weights of their best epoch. Their arrays live until this is
 * closed, or the {@link Torch} that they were trained on.
 */
public final class TrainedJoint implements AutoCloseable {
    private final Torch torch;
    private final ProbeTrial trial;
    private final JointOptions options;
    private final JointNetwork network;
    private final Map<String, NDArray> weights;
    private final TrainingHistory history;
    private final double seconds;

    TrainedJoint(
            Torch torch,
            ProbeTrial trial,
            JointOptions options,
            JointNetwork network,
            Map<String, NDArray> weights,
            TrainingHistory history,
            double seconds) {
        this.torch = torch;
        this.trial = trial;
        this.options = options;
        this.network = network;
        this.weights = weights;
        this.history = history;
        this.seconds = seconds;
    }

    /** What was asked for. */
    public ProbeTrial trial() {
        return trial;
    }

    /** How the model was trained with the probe. */
    public JointOptions options() {
        return options;
    }

    /** The epochs. */
    public TrainingHistory history() {
        return history;
    }

    /** How long the training took. */
    public double seconds() {
        return seconds;
    }

    /** How many numbers were trained: those of the model and of the probe. */
    public long parameters() {
        return network.parameters().size() + trial.parameters(network.queries(), network.width());
    }

    /** The model, which can be read further, for example to extract its features; closed with this. */
    public JointNetwork network() {
        return network;
    }

    /** The weights of the probe by name, see {@link ProbeHead}. */
    public Map<String, NDArray> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /**
     * What the probe says of each example.
     *
     * @throws dev.sonde.display.SondeException if the answers are of another kind than those it was trained on, or the
     *     images do not fit the model
     */
    public Predictions predict(JointData data) {
        DataChecks.requireKind(trial.objective(), data);
        try (JointHead head = new JointHead(torch, trial, weights)) {
            return Predictions.of(data, EncodedLogits.of(torch, network, head, data));
        }
    }

    /**
     * Writes a safetensors file that PyTorch reads: the weights of the model by the names of its checkpoint, those of the
     * probe behind {@code probe.}; the metadata says what was trained.
     */
    public void save(Path path) {
        JointFile.write(path, torch, this);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param model what was trained; where it started from does not count
     * @throws dev.sonde.display.SondeException if it is something else, damaged, or of another model
     */
    public static TrainedJoint load(Torch torch, Path path, JointModel model) {
        return JointFile.read(torch, path, model);
    }

    @Override
    public void close() {
        network.close();
        weights.values().forEach(NDArray::close);
    }

    /** Such as {@code linear, flattened, with its model: 185 M parameters, accuracy 80.50 % on validation after …}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s, trained with its model: %d parameters, %s",
                trial.head(),
                trial.input(),
                parameters(),
                history.kept(trial.options()));
    }
}

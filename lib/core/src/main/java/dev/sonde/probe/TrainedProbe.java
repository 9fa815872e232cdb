package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A probe with the weights of its best epoch. Its arrays live until it is closed, or the {@link Torch} that it was
 * trained on.
 */
public final class TrainedProbe implements AutoCloseable {
    /** Rows that are judged at a time. */
    private static final int ROWS = 256;

    private final Torch torch;
    private final ProbeTrial trial;
    private final int queries;
    private final int hidden;
    private final Map<String, NDArray> arrays;
    private final TrainingHistory history;
    private final double seconds;

    TrainedProbe(
            Torch torch,
            ProbeTrial trial,
            int queries,
            int hidden,
            Map<String, NDArray> arrays,
            TrainingHistory history,
            double seconds) {
        this.torch = torch;
        this.trial = trial;
        this.queries = queries;
        this.hidden = hidden;
        this.arrays = arrays;
        this.history = history;
        this.seconds = seconds;
    }

    /** What was asked for. */
    public ProbeTrial trial() {
        return trial;
    }

    /** The epochs. */
    public TrainingHistory history() {
        return history;
    }

    /** How long the training took, of all probes that were trained with it together. */
    public double seconds() {
        return seconds;
    }

    /** How many numbers were trained. */
    public long parameters() {
        return trial.parameters(queries, hidden);
    }

    /** The weights by name, see {@link ProbeHead}. */
    public Map<String, NDArray> weights() {
        return Collections.unmodifiableMap(arrays);
    }

    /**
     * What the probe says of each row.
     *
     * @throws dev.sonde.display.SondeException if the features have another shape than those it was trained on, or the answers are of
     *     another kind
     */
    public Predictions predict(ProbeData data) {
        return Predictions.of(data, logits(data));
    }

    /** The logits, [rows * outputs]. */
    float[] logits(ProbeData data) {
        DataChecks.requireAlike(queries, hidden, data);
        DataChecks.requireKind(trial.objective(), data);
        Kernel forward = HeadKernels.forward(torch, trial.head());
        List<NDArray> list = List.copyOf(arrays.values());
        try (Batch batch = Batch.single(torch, data, trial.input(), Math.min(ROWS, data.size()))) {
            return Logits.of(
                    torch,
                    batch,
                    data,
                    x -> new float[][] {forward.on(x).with(list).tensor().toFloatArray()},
                    1)[0];
        }
    }

    /** Writes a safetensors file, whose weights PyTorch reads; the metadata says what the probe is. */
    public void save(Path path) {
        ProbeFile.write(path, torch, this, queries, hidden);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws dev.sonde.display.SondeException if it is something else, or damaged
     */
    public static TrainedProbe load(Torch torch, Path path) {
        return ProbeFile.read(torch, path);
    }

    @Override
    public void close() {
        arrays.values().forEach(NDArray::close);
    }

    /** Such as {@code linear, flattened: 24577 parameters, accuracy 64.97 % on validation after epoch 4 of 5}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s: %d parameters, %s",
                trial.head(),
                trial.input(),
                parameters(),
                history.kept(trial.options()));
    }
}

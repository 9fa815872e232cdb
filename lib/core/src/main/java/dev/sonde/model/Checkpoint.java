package dev.sonde.model;

import dev.sonde.format.StoredTensor;
import dev.sonde.format.TensorSource;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weights of one model, complete and of the right shapes, under the names of the Hugging Face hub, whichever way they
 * were published.
 *
 * <p>Understood are the hub's folders, also of older and newer versions of transformers, and LAVIS's {@code .pth} files.
 * The bias of the vision tower's queries, keys and values comes as one tensor, also where the file has
 * {@code q_bias} and {@code v_bias} (keys have none, which is a bias of 0). What is missing, unexpected or of another
 * shape is told in one error.
 *
 * <pre>{@code
 * Path folder = Path.of("blip2-itm-vit-g");
 * try (Checkpoint weights = Checkpoint.blip2(TensorSource.open(folder), HfConfig.blip2(folder))) {
 *     weights.tensor("query_tokens").floats();
 * }
 * }</pre>
 */
public final class Checkpoint implements TensorSource {
    private final TensorSource source;
    private final Map<String, StoredTensor> tensors;

    private Checkpoint(TensorSource source, Map<String, StoredTensor> tensors) {
        this.source = source;
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * BLIP-2 with the heads of stage 1; names beginning with {@code cls.} (LAVIS's head that writes text) and
     * {@code temp} are kept where they are there.
     *
     * @param source closed with the checkpoint, and closed at once if it does not fit
     * @throws dev.sonde.display.SondeException that lists all tensors which are missing, unexpected or misshapen
     */
    public static Checkpoint blip2(TensorSource source, Blip2Config config) {
        return of(source, CheckpointLayout.blip2(config));
    }

    /** InstructBLIP with its language model; else as {@link #blip2}. */
    public static Checkpoint instructBlip(TensorSource source, InstructBlipConfig config) {
        return of(source, CheckpointLayout.instructBlip(config));
    }

    /** ViLT; the heads {@code mlm_score}, {@code itm_score}, {@code rank_output} and {@code classifier} are kept where they are there. */
    public static Checkpoint vilt(TensorSource source, ViltConfig config) {
        return of(source, CheckpointLayout.vilt(config));
    }

    /** A LLaMA by itself, such as Vicuna's folder. */
    public static Checkpoint llama(TensorSource source, LlamaConfig config) {
        return of(source, CheckpointLayout.llama(config));
    }

    private static Checkpoint of(TensorSource source, CheckpointLayout layout) {
        try {
            return new Checkpoint(source, new CheckpointMatch(source, layout).tensors());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return source.place();
    }

    @Override
    public List<Path> files() {
        return source.files();
    }

    /** The needed tensors in the order in which the model computes, then heads that the file has besides. */
    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /** All tensors by name. */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw TensorSource.absent(this, name);
        }
        return tensor;
    }

    @Override
    public void close() {
        source.close();
    }
}

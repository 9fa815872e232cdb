package dev.sonde.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorBytes;
import dev.sonde.format.TensorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The weights of a model that nobody has trained, under the names of the Hugging Face hub: to run an architecture at its
 * full size, or to try what follows, without its checkpoint.
 *
 * <p>Weights are random with standard deviation 0.02, biases 0 and gains 1 (BERT's rule, by which all of these models
 * began). Each number is computed from the seed, the tensor's name and its place when it is read, so a model of any size
 * takes no memory and is written to disk in pieces; a seed gives the same bytes on every machine.
 *
 * <pre>{@code
 * jshell> RandomCheckpoint.blip2(Blip2Config.blip2(), 1).write(Path.of("blip2-random"))  // 4.7 GB
 * }</pre>
 */
public final class RandomCheckpoint implements TensorSource {
    private static final double BERT_DEVIATION = 0.02;

    private final CheckpointLayout layout;
    private final ObjectNode config;
    private final long seed;
    private final double deviation;
    private final UnaryOperator<StoredTensor> type;

    private RandomCheckpoint(
            CheckpointLayout layout, ObjectNode config, long seed, double deviation, UnaryOperator<StoredTensor> type) {
        this.layout = layout;
        this.config = config;
        this.seed = seed;
        this.deviation = deviation;
        this.type = type;
    }

    /** BLIP-2 with the heads of stage 1, in single precision. */
    public static RandomCheckpoint blip2(Blip2Config config, long seed) {
        return of(CheckpointLayout.blip2(config), ConfigJson.blip2(config), seed);
    }

    /** InstructBLIP with its language model, in single precision. */
    public static RandomCheckpoint instructBlip(InstructBlipConfig config, long seed) {
        return of(CheckpointLayout.instructBlip(config), ConfigJson.instructBlip(config), seed);
    }

    /** ViLT without a head, in single precision. */
    public static RandomCheckpoint vilt(ViltConfig config, long seed) {
        return of(CheckpointLayout.vilt(config), ConfigJson.vilt(config), seed);
    }

    private static RandomCheckpoint of(CheckpointLayout layout, ObjectNode config, long seed) {
        return new RandomCheckpoint(layout, config, seed, BERT_DEVIATION, UnaryOperator.identity());
    }

    /**
     * The same with another standard deviation of the weights. In a narrow model 0.02 leaves the tokens nearly as they
     * came: a layer adds about deviation² x width.
     */
    public RandomCheckpoint withDeviation(double other) {
        return new RandomCheckpoint(layout, config, seed, other, type);
    }

    /** The same weights in another floating-point type, rounded. */
    public RandomCheckpoint as(StoredType other) {
        return new RandomCheckpoint(layout, config, seed, deviation, tensor -> tensor.as(other));
    }

    /** How many numbers the model has. */
    public long parameters() {
        return names().stream()
                .mapToLong(name -> elements(layout.shapes().get(name)))
                .sum();
    }

    /** Writes {@code config.json} and {@code model.safetensors}; gives the folder. */
    public Path write(Path folder) {
        return CheckpointFolder.write(folder, config, tensors(), Long.MAX_VALUE);
    }

    /**
     * Writes {@code config.json} and the weights in several files with their index, as the hub keeps large models.
     *
     * @param bytesPerFile as many tensors as fit go into a file, and at least one
     */
    public Path writeSharded(Path folder, long bytesPerFile) {
        return CheckpointFolder.write(folder, config, tensors(), bytesPerFile);
    }

    private List<StoredTensor> tensors() {
        return names().stream().map(this::tensor).toList();
    }

    @Override
    public String place() {
        return "random weights (seed " + seed + ")";
    }

    @Override
    public Set<String> names() {
        return layout.shapes().keySet();
    }

    @Override
    public StoredTensor tensor(String name) {
        List<Long> shape = layout.shapes().get(name);
        if (shape == null) {
            throw TensorSource.absent(this, name);
        }
        return type.apply(new StoredTensor(name, StoredType.F32, shape, content(name, shape)));
    }

    private TensorBytes content(String name, List<Long> shape) {
        if (name.endsWith(".bias")) {
            return constant(0, shape);
        }
        boolean gain = shape.size() == 1; // all other tensors of one axis are gains of norms
        return gain ? constant(1, shape) : new RandomNumbers(seedOf(name), elements(shape), deviation);
    }

    private static TensorBytes constant(float value, List<Long> shape) {
        int count = Math.toIntExact(elements(shape));
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat(value);
        }
        return TensorBytes.of(bytes.flip());
    }

    private long seedOf(String name) {
        long mixed = RandomNumbers.mixed(seed);
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            mixed = RandomNumbers.mixed(mixed + letter);
        }
        return mixed;
    }

    private static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Nothing is open. */
    @Override
    public void close() {}
}

package dev.sonde.model;

import dev.sonde.format.FileHashes;
import dev.sonde.format.Sha256;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.Parameters;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What tells weights from others: the SHA-256 over tensors in the order of their names, each with name, shape and numbers
 * in single precision. So it is the same for a model in memory and for any file that it could have come from.
 *
 * <pre>{@code
 * String vision = WeightsHash.ofVision(checkpoint);   // of 4 GB at once, the second time
 * String qformer = WeightsHash.ofQFormer(blip2.parameters());
 * }</pre>
 */
public final class WeightsHash {
    /** How the names of a vision transformer before a Q-Former begin. */
    private static final List<String> VISION = List.of("vision_model.");

    /** How the names of a Q-Former begin; {@code embeddings.} is BLIP-2's. */
    private static final List<String> QFORMER = List.of("query_tokens", "qformer.", "embeddings.");

    /** Changes with how the sum is made. */
    private static final String VERSION = "tensors-1 ";

    private static final int CHUNK_BYTES = 1 << 20;

    private WeightsHash() {}

    /** Of all tensors of a source; what comes from files is remembered in {@link FileHashes#here}. */
    public static String of(TensorSource source) {
        return of(source, List.of(""));
    }

    /** Of the vision transformer in a source of BLIP-2 or InstructBLIP. */
    public static String ofVision(TensorSource source) {
        return of(source, VISION);
    }

    /** Of the Q-Former in a source of BLIP-2 or InstructBLIP. */
    public static String ofQFormer(TensorSource source) {
        return of(source, QFORMER);
    }

    /** Of all weights of a model as they are now. */
    public static String of(Parameters parameters) {
        return of(parameters, List.of(""));
    }

    /** Of the vision transformer in a BLIP-2 or InstructBLIP as it is now. */
    public static String ofVision(Parameters parameters) {
        return of(parameters, VISION);
    }

    /** Of the Q-Former in a BLIP-2 or InstructBLIP as it is now. */
    public static String ofQFormer(Parameters parameters) {
        return of(parameters, QFORMER);
    }

    private static String of(TensorSource source, List<String> prefixes) {
        List<Path> files = source.files();
        return files.isEmpty()
                ? hash(stored(source, prefixes))
                : FileHashes.here().of(files, VERSION + prefixes, () -> hash(stored(source, prefixes)));
    }

    private static String of(Parameters parameters, List<String> prefixes) {
        return hash(parameters.stored().stream().filter(tensor -> begins(tensor.name(), prefixes)));
    }

    private static Stream<StoredTensor> stored(TensorSource source, List<String> prefixes) {
        return source.names().stream().filter(name -> begins(name, prefixes)).map(source::tensor);
    }

    private static boolean begins(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static String hash(Stream<StoredTensor> tensors) {
        Sha256 sum = new Sha256();
        tensors.sorted(Comparator.comparing(StoredTensor::name)).forEach(tensor -> add(sum, tensor));
        return sum.hex();
    }

    private static void add(Sha256 sum, StoredTensor tensor) {
        sum.add(tensor.name()).add(tensor.shape().toString());
        StoredTensor numbers = tensor.type().isFloating() ? tensor.as(StoredType.F32) : tensor;
        for (long start = 0; start < numbers.bytes(); start += CHUNK_BYTES) {
            sum.add(numbers.slice(start, (int) Math.min(CHUNK_BYTES, numbers.bytes() - start)));
        }
    }
}

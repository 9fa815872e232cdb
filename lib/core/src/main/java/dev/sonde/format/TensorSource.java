package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Tensors by name: a file, a folder of shards, or another source under other names.
 *
 * <p>Close it when no more tensors are read; what was read stays valid.
 */
public interface TensorSource extends AutoCloseable {
    /**
     * Opens a file or a model's folder: {@code .safetensors}, {@code .safetensors.index.json} with its shards, or a
     * checkpoint of PyTorch ({@code .pth}, {@code .pt}, {@code .bin}); in a folder {@code model.safetensors} is preferred.
     *
     * @throws SondeException if there is none, or it is damaged
     */
    static TensorSource open(Path path) {
        return TensorFolder.open(path);
    }

    /** The error of {@link #tensor} for a name that is not there; it shows similar names. */
    static SondeException absent(TensorSource source, String name) {
        return NearNames.absent(source.place(), name, source.names());
    }

    /** Where the tensors come from, for messages. */
    String place();

    /** The names, in the order of the file. */
    Set<String> names();

    /**
     * The tensor of that name; its elements are not read yet.
     *
     * @throws SondeException if there is none; the message shows similar names
     */
    StoredTensor tensor(String name);

    @Override
    void close();
}

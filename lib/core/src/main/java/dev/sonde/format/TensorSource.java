package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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

    /**
     * Several sources as one, closed together: parts of a model that were published apart, such as LAVIS's Q-Former and
     * the vision tower before it.
     *
     * @throws SondeException if two of them have a tensor of one name
     */
    static TensorSource joined(TensorSource... sources) {
        return new JoinedTensors(List.of(sources));
    }

    /**
     * The same tensors under other names; those for which the function gives none are left out.
     *
     * <pre>{@code
     * TensorSource vision = TensorSource.open(Path.of("eva_vit_g.pth")).renamed(name -> Optional.of("visual_encoder." + name));
     * }</pre>
     *
     * @throws SondeException if two tensors get one name
     */
    default TensorSource renamed(Function<String, Optional<String>> names) {
        return new RenamedTensors(this, names);
    }

    /** The error of {@link #tensor} for a name that is not there; it shows similar names. */
    static SondeException absent(TensorSource source, String name) {
        return NearNames.absent(source.place(), name, source.names());
    }

    /** Where the tensors come from, for messages. */
    String place();

    /** The files from whose content all tensors follow; empty if they do not lie in files. */
    default List<Path> files() {
        return List.of();
    }

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

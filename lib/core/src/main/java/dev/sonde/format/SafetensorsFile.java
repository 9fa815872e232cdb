package dev.sonde.format;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file of any size, memory-mapped: a JSON header that says where each tensor lies, then the tensors.
 *
 * <p>The header is checked whole before a tensor is touched, as strictly as the reference reader does
 * (huggingface/safetensors): its length, duplicate keys, known types, shapes, and that the tensors fill the rest of the
 * file without overlap or hole. Opening reads the header only.
 *
 * <pre>{@code
 * try (SafetensorsFile file = SafetensorsFile.open(Path.of("model.safetensors"))) {
 *     float[] weight = file.tensor("itm_head.weight").floats();
 * }
 * }</pre>
 */
public final class SafetensorsFile implements TensorSource {
    private final MappedFile file;
    private final Map<String, StoredTensor> tensors;
    private final Map<String, String> metadata;

    private SafetensorsFile(MappedFile file, SafetensorsHeader header) {
        this.file = file;
        Map<String, StoredTensor> all = new LinkedHashMap<>();
        header.entries().forEach((name, entry) -> {
            TensorBytes bytes = file.region(header.dataStart() + entry.begin(), entry.end() - entry.begin());
            all.put(name, new StoredTensor(name, entry.type(), entry.shape(), bytes));
        });
        this.tensors = Collections.unmodifiableMap(all);
        this.metadata = header.metadata();
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws dev.sonde.display.SondeException if it cannot be read or is not a valid safetensors file
     */
    public static SafetensorsFile open(Path path) {
        return open(MappedFile.open(path));
    }

    /** Reads an open file, and closes it if it is wrong. */
    static SafetensorsFile open(MappedFile file) {
        try {
            return new SafetensorsFile(file, SafetensorsHeader.read(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return file.path().toString();
    }

    @Override
    public List<Path> files() {
        return List.of(file.path());
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /** All tensors by name, in the order of the header. */
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

    /** What the writer noted about the file; texts by key, such as {@code format} = {@code pt}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public void close() {
        file.close();
    }
}

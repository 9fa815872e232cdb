package dev.sonde.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a model in several safetensors files, as {@code model.safetensors.index.json} lists them.
 *
 * <p>The index and the files must agree: each listed tensor is in its file, each tensor of a file is listed there, and
 * all files lie beside the index.
 */
public final class ShardedTensors implements TensorSource {
    /** A model of 100,000 tensors has an index of about 10 MB. */
    private static final int MAX_INDEX_BYTES = 64 << 20;

    private static final String ADVICE =
            "Fetch the model's folder again: the index and its files belong together, and none may be missing.";

    private final Path index;
    private final Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private ShardedTensors(Path index) {
        this.index = index;
    }

    /**
     * Opens all files of an index and checks that they agree with it.
     *
     * @throws SondeException if they do not, or one cannot be read
     */
    public static ShardedTensors open(Path index) {
        ShardedTensors sharded = new ShardedTensors(index);
        try {
            sharded.read();
            return sharded;
        } catch (RuntimeException e) {
            sharded.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return index.toString();
    }

    @Override
    public List<Path> files() {
        return shards.values().stream().flatMap(shard -> shard.files().stream()).toList();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
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
        shards.values().forEach(SafetensorsFile::close);
    }

    private void read() {
        if (!(JsonFile.object(index, MAX_INDEX_BYTES).get("weight_map") instanceof ObjectNode map)) {
            throw broken("lacks the object \"weight_map\", which says in which file each tensor is");
        }
        map.properties().forEach(entry -> {
            StoredTensor tensor =
                    shard(entry.getKey(), entry.getValue()).tensors().get(entry.getKey());
            if (tensor == null) {
                throw broken("says that tensor " + NearNames.shown(entry.getKey()) + " is in "
                        + entry.getValue().textValue() + ", where it is not");
            }
            tensors.put(entry.getKey(), tensor);
        });
        shards.forEach((name, shard) -> shard.names().forEach(tensor -> checkListed(name, shard, tensor)));
    }

    private SafetensorsFile shard(String tensor, JsonNode value) {
        String name = value.isTextual() ? value.textValue() : "";
        boolean plain = name.endsWith(".safetensors") && name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*");
        if (!plain) {
            throw broken("puts tensor " + NearNames.shown(tensor) + " into " + NearNames.shown(value.toString())
                    + "; expected the name of a .safetensors file beside the index");
        }
        return shards.computeIfAbsent(name, file -> open(index.resolveSibling(file), tensor));
    }

    private SafetensorsFile open(Path shard, String tensor) {
        if (!Files.exists(shard)) {
            throw broken("lists " + shard.getFileName() + " (tensor " + NearNames.shown(tensor)
                    + " and others), which is missing");
        }
        return SafetensorsFile.open(shard);
    }

    private void checkListed(String shardName, SafetensorsFile shard, String tensor) {
        StoredTensor listed = tensors.get(tensor);
        if (listed == null) {
            throw broken("does not list tensor " + NearNames.shown(tensor) + ", which is in " + shardName);
        }
        if (listed != shard.tensors().get(tensor)) {
            throw broken("lists tensor " + NearNames.shown(tensor) + " once, but it is in " + shardName
                    + " and in another file");
        }
    }

    private SondeException broken(String problem) {
        return new SondeException(index + " " + problem, ADVICE);
    }
}

package dev.sonde.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a model's folder as the Hugging Face hub lays it out; one tensor is in memory at a time, and in pieces. */
final class CheckpointFolder {
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private CheckpointFolder() {}

    /** A model in one file, its floating-point numbers rounded to a type. */
    static Path write(Path folder, ObjectNode config, List<StoredTensor> tensors, StoredType type) {
        List<StoredTensor> rounded =
                tensors.stream().map(tensor -> tensor.as(type)).toList();
        return write(folder, config, rounded, Long.MAX_VALUE);
    }

    static Path write(Path folder, ObjectNode config, List<StoredTensor> tensors, long bytesPerFile) {
        List<List<StoredTensor>> shards = shards(tensors, bytesPerFile);
        ObjectNode places = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < shards.size(); i++) {
            String file = shards.size() == 1
                    ? "model.safetensors"
                    : String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.write(folder.resolve(file), METADATA, shards.get(i));
            shards.get(i).forEach(tensor -> places.put(tensor.name(), file));
        }
        if (shards.size() > 1) {
            json(folder.resolve("model.safetensors.index.json"), index(shards, places));
        }
        json(folder.resolve("config.json"), config);
        return folder;
    }

    private static List<List<StoredTensor>> shards(List<StoredTensor> tensors, long bytesPerFile) {
        List<List<StoredTensor>> shards = new ArrayList<>();
        long left = 0;
        for (StoredTensor tensor : tensors) {
            if (shards.isEmpty() || tensor.bytes() > left) {
                shards.add(new ArrayList<>());
                left = bytesPerFile;
            }
            shards.get(shards.size() - 1).add(tensor);
            left -= tensor.bytes();
        }
        return shards;
    }

    private static ObjectNode index(List<List<StoredTensor>> shards, ObjectNode places) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        long bytes = shards.stream()
                .flatMap(List::stream)
                .mapToLong(StoredTensor::bytes)
                .sum();
        index.putObject("metadata").put("total_size", bytes);
        index.set("weight_map", places);
        return index;
    }

    private static void json(Path file, ObjectNode content) {
        WholeFile.write(file, content.toPrettyString() + "\n");
    }
}

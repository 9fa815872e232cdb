package dev.sonde.model;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.format.JsonFile;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the folder of a checkpoint holds, told by its {@code config.json} and the headers of its files.
 *
 * @param folder where it lies
 * @param modelType as {@code config.json} calls it, such as {@code blip-2}
 * @param tensors how many
 * @param parameters how many numbers each type has
 */
public record CheckpointSummary(Path folder, String modelType, int tensors, SortedMap<StoredType, Long> parameters)
        implements Tabular {
    private static final int MAX_CONFIG_BYTES = 1 << 20;

    /** @throws SondeException if there is no checkpoint in the folder, or it is damaged */
    static CheckpointSummary of(Path folder) {
        Path config = folder.resolve("config.json");
        if (!Files.isRegularFile(config)) {
            throw new SondeException(
                    folder + " has no config.json", "Give the folder of a model as on the Hugging Face hub.");
        }
        String type =
                JsonFile.object(config, MAX_CONFIG_BYTES).path("model_type").asText("unknown");
        SortedMap<StoredType, Long> parameters = new TreeMap<>();
        try (TensorSource source = TensorSource.open(folder)) {
            for (String name : source.names()) {
                StoredTensor tensor = source.tensor(name);
                parameters.merge(tensor.type(), tensor.elements(), Long::sum);
            }
            return new CheckpointSummary(folder, type, source.names().size(), parameters);
        }
    }

    /** How many numbers it has. */
    public long size() {
        return parameters.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many bytes they take. */
    public long bytes() {
        return parameters.entrySet().stream()
                .mapToLong(entry -> entry.getKey().bytes() * entry.getValue())
                .sum();
    }

    /** In one line, such as {@code blip-2, 1,172.0 million numbers (F32), 4.69 GB}. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s, %,.1f million numbers (%s), %.2f GB",
                modelType,
                size() / 1e6,
                types(),
                bytes() / 1e9);
    }

    @Override
    public TableView view() {
        return TableView.titled(folder.getFileName().toString())
                .column("What", Align.LEFT)
                .column("Value", Align.RIGHT)
                .row("model", modelType)
                .row("tensors", String.format(Locale.ROOT, "%,d", tensors))
                .row("numbers", String.format(Locale.ROOT, "%,d", size()))
                .row("written as", types())
                .row("bytes", String.format(Locale.ROOT, "%,d", bytes()));
    }

    private String types() {
        return parameters.keySet().stream().map(StoredType::name).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

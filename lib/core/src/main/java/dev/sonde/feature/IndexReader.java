package dev.sonde.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the fields of an index and complains about each that is not as it was written. */
final class IndexReader {
    private static final int MAX_AXES = 8;
    private static final int MAX_LAYERS = 1024;

    private final Path file;
    private final ObjectNode json;

    IndexReader(Path file, ObjectNode json) {
        this.file = file;
        this.json = json;
    }

    boolean has(String field) {
        return json.has(field);
    }

    void expect(String field, String value) {
        if (!text(field).equals(value)) {
            throw wrong(field, "\"" + value + "\"");
        }
    }

    IndexReader object(String field) {
        if (json.get(field) instanceof ObjectNode inner) {
            return new IndexReader(file, inner);
        }
        throw wrong(field, "an object");
    }

    String text(String field) {
        return text(json.path(field), field);
    }

    int number(String field, int least) {
        JsonNode value = json.path(field);
        if (!value.isInt() || value.intValue() < least) {
            throw wrong(field, "a whole number from " + least + " on");
        }
        return value.intValue();
    }

    /** Positive numbers whose product is an int. */
    List<Integer> lengths(String field) {
        List<Integer> lengths = numbers(field, 1, MAX_AXES);
        try {
            lengths.stream().reduce(8, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw wrong(field, "the shape of one row");
        }
        return lengths;
    }

    List<String> texts(String field, int count) {
        JsonNode list = json.path(field);
        if (!list.isArray() || list.size() != count) {
            throw wrong(field, "a list of " + count + " texts");
        }
        List<String> texts = new ArrayList<>(count);
        list.forEach(value -> texts.add(text(value, field)));
        return texts;
    }

    Recipe recipe() {
        List<Integer> layers = numbers("layers", 0, MAX_LAYERS);
        Optional<StoredType> type = StoredType.named(text("type"));
        try {
            return new Recipe(
                    text("model"),
                    text("weights"),
                    text("preprocessing"),
                    text("text"),
                    layers,
                    type.orElseThrow(() -> wrong("type", "F16 or F32")));
        } catch (IllegalArgumentException e) {
            throw wrong("key", "layers that differ, and the type F16 or F32");
        }
    }

    ShardPlan plan() {
        int rows = number("rows", 1);
        int each = number("rows_per_file", 1);
        if (each > rows) {
            throw wrong("rows_per_file", "at most " + rows);
        }
        return new ShardPlan(rows, each);
    }

    Optional<Targets.Kind> target() {
        if (!has("target")) {
            return Optional.empty();
        }
        String name = text("target");
        return Optional.of(Arrays.stream(Targets.Kind.values())
                .filter(kind -> kind.tensor().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("target", "\"label\" or \"box\"")));
    }

    /** The hashes of the files, which must be those of the plan: a name from the index never becomes a path. */
    List<String> hashes(ShardPlan plan) {
        JsonNode list = json.path("files");
        if (!list.isArray() || list.size() != plan.shards()) {
            throw wrong("files", "a list of " + plan.shards() + " files");
        }
        List<String> hashes = new ArrayList<>();
        for (int shard = 0; shard < plan.shards(); shard++) {
            JsonNode entry = list.get(shard);
            if (!text(entry.path("name"), "files").equals(plan.name(shard))
                    || entry.path("first_row").asInt(-1) != plan.firstRow(shard)
                    || entry.path("rows").asInt(-1) != plan.rowsIn(shard)) {
                throw wrong("files", plan.name(shard) + " with " + plan.rowsIn(shard) + " rows as number " + shard);
            }
            hashes.add(text(entry.path("sha256"), "files"));
        }
        return hashes;
    }

    private List<Integer> numbers(String field, int least, int most) {
        JsonNode list = json.path(field);
        List<Integer> numbers = new ArrayList<>();
        boolean good = list.isArray() && !list.isEmpty() && list.size() <= most;
        for (JsonNode value : good ? list : json.arrayNode()) {
            good &= value.isInt() && value.intValue() >= least;
            numbers.add(value.intValue());
        }
        if (!good) {
            throw wrong(field, "a list of 1 to " + most + " whole numbers from " + least + " on");
        }
        return numbers;
    }

    private String text(JsonNode value, String field) {
        if (!value.isTextual()) {
            throw wrong(field, "a text");
        }
        return value.textValue();
    }

    private SondeException wrong(String field, String expected) {
        return new SondeException(
                file + " is damaged at \"" + field + "\": expected " + expected,
                "Delete the folder and extract the features again.");
    }
}

package dev.sonde.feature;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.JsonFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code index.json} of a stored feature set; it is written last, so that where it stands the set is whole.
 *
 * @param hashes the SHA-256 of each file, in hexadecimal digits
 */
record FeatureIndex(FeatureLayout layout, List<String> hashes, List<String> ids, List<String> groups) {
    static final String NAME = "index.json";
    static final String FORMAT = "sonde-features-1";

    /** Ten million rows. */
    private static final int MAX_BYTES = 1 << 29;

    static FeatureIndex read(Path folder) {
        Path file = folder.resolve(NAME);
        IndexReader json = new IndexReader(file, JsonFile.object(file, MAX_BYTES));
        json.expect("format", FORMAT);
        Recipe recipe = json.object("key").recipe();
        FeatureKey key = new FeatureKey(recipe, json.object("key").text("examples"));
        List<Integer> shape = json.lengths("shape");
        ShardPlan plan = json.plan();
        Optional<Targets.Kind> target = json.target();
        FeatureLayout layout = new FeatureLayout(key, shape, target, plan);
        List<String> ids = json.texts("ids", plan.rows());
        List<String> groups = json.has("groups") ? json.texts("groups", plan.rows()) : List.of();
        return new FeatureIndex(layout, json.hashes(plan), ids, groups);
    }

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT).set("key", layout.key().json());
        ArrayNode shape = json.putArray("shape");
        layout.shape().forEach(shape::add);
        json.put("rows", layout.plan().rows())
                .put("rows_per_file", layout.plan().rowsPerShard());
        layout.target().ifPresent(kind -> json.put("target", kind.tensor()));
        addFiles(json.putArray("files"));
        ids.forEach(json.putArray("ids")::add);
        if (!groups.isEmpty()) {
            groups.forEach(json.putArray("groups")::add);
        }
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void addFiles(ArrayNode files) {
        for (int shard = 0; shard < hashes.size(); shard++) {
            files.addObject()
                    .put("name", layout.plan().name(shard))
                    .put("first_row", layout.plan().firstRow(shard))
                    .put("rows", layout.plan().rowsIn(shard))
                    .put("sha256", hashes.get(shard));
        }
    }
}

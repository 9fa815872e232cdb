package dev.sonde.probe;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Whose rows they are.
 *
 * @param ids of the examples
 * @param images of the examples, so that intervals can be clustered
 * @param texts of the examples; the ids where there are none
 * @param tags of the examples; empty where there are none
 */
record RowNames(List<String> ids, List<String> images, List<String> texts, List<Map<Tag, String>> tags) {
    static RowNames of(Split split) {
        List<Example> examples = split.examples();
        return new RowNames(
                examples.stream().map(Example::id).toList(),
                examples.stream().map(Example::image).toList(),
                examples.stream().map(Example::text).toList(),
                examples.stream().map(Example::tags).toList());
    }

    static RowNames of(List<String> ids, List<String> images) {
        return new RowNames(ids, images, ids, List.of());
    }

    Map<Tag, String> tags(int row) {
        return tags.isEmpty() ? Map.of() : tags.get(row);
    }

    RowNames choose(int[] rows) {
        return new RowNames(
                pick(ids, rows), pick(images, rows), pick(texts, rows), tags.isEmpty() ? tags : pick(tags, rows));
    }

    private static <T> List<T> pick(List<T> all, int[] rows) {
        List<T> picked = new ArrayList<>(rows.length);
        for (int row : rows) {
            picked.add(all.get(row));
        }
        return Collections.unmodifiableList(picked);
    }
}

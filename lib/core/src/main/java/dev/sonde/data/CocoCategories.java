package dev.sonde.data;

import dev.sonde.format.TextFile;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * COCO's 80 categories of things, by number and by name.
 *
 * <p>Source: {@code panoptic_coco_categories.json} of cocodataset/panopticapi (BSD-2-Clause).
 */
public final class CocoCategories {
    private static final CocoCategories THINGS = bundled();

    private final Map<Integer, CocoCategory> byId = new LinkedHashMap<>();
    private final Map<String, CocoCategory> byName = new LinkedHashMap<>();

    private CocoCategories(List<CocoCategory> categories) {
        for (CocoCategory category : categories) {
            byId.put(category.id(), category);
            byName.put(category.name(), category);
        }
    }

    /** The 80 categories that COCO's boxes have. */
    public static CocoCategories things() {
        return THINGS;
    }

    /** All categories, by their numbers. */
    public List<CocoCategory> all() {
        return List.copyOf(byId.values());
    }

    /** The category of a number, 1 to 90 with gaps. */
    public Optional<CocoCategory> byId(long id) {
        return id == (int) id ? Optional.ofNullable(byId.get((int) id)) : Optional.empty();
    }

    /** The category of a name, such as {@code dog}. */
    public Optional<CocoCategory> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The categories of a group. */
    public List<CocoCategory> in(SuperCategory superCategory) {
        return byId.values().stream()
                .filter(category -> category.superCategory() == superCategory)
                .toList();
    }

    @Override
    public String toString() {
        return byId.size() + " categories in " + SuperCategory.values().length + " groups";
    }

    private static CocoCategories bundled() {
        String name = "coco/categories.tsv";
        InputStream stream = Objects.requireNonNull(CocoCategories.class.getResourceAsStream(name), name);
        List<TextFile.Line> lines = TextFile.read(name, name, stream).lines();
        return new CocoCategories(
                lines.stream().skip(1).map(line -> category(line.text())).toList());
    }

    private static CocoCategory category(String line) {
        String[] columns = line.split("\t");
        SuperCategory superCategory = Arrays.stream(SuperCategory.values())
                .filter(group -> group.label().equals(columns[1]))
                .findFirst()
                .orElseThrow();
        return new CocoCategory(Integer.parseInt(columns[0]), columns[2], superCategory);
    }
}

package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which category each relation belongs to, as VSR's category file says.
 *
 * <p>The file lists {@code among} twice. As in VSR's own analysis script the last listing counts: only with that reading
 * are the cells of the paper's Table 2 whole numbers of items.
 */
public final class RelationCategories {
    private final Map<String, RelationCategory> categoryOf;
    private final Set<String> listedTwice;

    private RelationCategories(Map<String, RelationCategory> categoryOf, Set<String> listedTwice) {
        this.categoryOf = Collections.unmodifiableMap(categoryOf);
        this.listedTwice = Collections.unmodifiableSet(listedTwice);
    }

    /** Reads lines of the form {@code Category: relation, relation}. */
    static RelationCategories parse(TextFile file) {
        Map<String, RelationCategory> categoryOf = new LinkedHashMap<>();
        Set<String> twice = new LinkedHashSet<>();
        for (TextFile.Line line : file.lines()) {
            RelationCategory category = categoryOf(file, line);
            for (String relation : relationsOf(file, line)) {
                if (categoryOf.put(relation, category) != null) {
                    twice.add(relation);
                }
            }
        }
        return new RelationCategories(categoryOf, twice);
    }

    /** The category of a relation; empty for a relation that the file does not list, such as {@code congruent}. */
    public Optional<RelationCategory> of(String relation) {
        return Optional.ofNullable(categoryOf.get(relation));
    }

    /** The relations that belong to a category, in the order of the file. */
    public List<String> relations(RelationCategory category) {
        return categoryOf.entrySet().stream()
                .filter(entry -> entry.getValue() == category)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The relations that the file lists more than once. */
    public Set<String> listedTwice() {
        return listedTwice;
    }

    /** The number of different relations in the file. */
    public int size() {
        return categoryOf.size();
    }

    @Override
    public String toString() {
        return size() + " relations in " + Set.copyOf(categoryOf.values()).size() + " categories";
    }

    private static RelationCategory categoryOf(TextFile file, TextFile.Line line) {
        int colon = line.text().indexOf(':');
        String label = colon < 0 ? "" : line.text().substring(0, colon).strip();
        return RelationCategory.ofLabel(label)
                .orElseThrow(() -> broken(file, line, "does not start with the name of a category and a colon"));
    }

    private static List<String> relationsOf(TextFile file, TextFile.Line line) {
        List<String> relations = new ArrayList<>();
        String listed = line.text().substring(line.text().indexOf(':') + 1);
        for (String relation : listed.split(",", -1)) {
            if (relation.isBlank()) {
                throw broken(file, line, "has an empty relation");
            }
            relations.add(relation.strip());
        }
        return relations;
    }

    private static SondeException broken(TextFile file, TextFile.Line line, String what) {
        String labels = Arrays.stream(RelationCategory.values())
                .map(RelationCategory::label)
                .collect(Collectors.joining(", "));
        return new SondeException(
                file.where(line) + " " + what,
                "Write lines such as \"Orientation: facing, parallel to\"; the categories are " + labels + ".");
    }
}

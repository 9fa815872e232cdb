package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The statements of one split, in the order of the file.
 *
 * @param name the variant and the split, e.g. {@code random test}
 * @param statements the statements
 */
public record VsrSplit(String name, List<VsrStatement> statements) {
    public VsrSplit {
        Objects.requireNonNull(name, "name");
        statements = List.copyOf(statements);
    }

    /** Reads a split; a file without statements, or with a line that is not a statement, is an error. */
    static VsrSplit parse(String variant, String part, TextFile file, RelationCategories categories) {
        List<VsrStatement> statements = new ArrayList<>();
        for (TextFile.Line line : file.lines()) {
            statements.add(VsrLine.statement(variant + "/" + part, file, line, categories));
        }
        if (statements.isEmpty()) {
            throw new SondeException(
                    file.place() + " is empty: it holds no statement", "Fetch the file again; it may be cut off.");
        }
        return new VsrSplit(variant + " " + part, statements);
    }

    /** The number of statements. */
    public int size() {
        return statements.size();
    }

    /** The labels of all statements. */
    public LabelCounts counts() {
        return LabelCounts.of(statements);
    }

    /** The labels within each category that occurs, in the order of the categories; without the uncategorised. */
    public Map<RelationCategory, LabelCounts> byCategory() {
        Map<RelationCategory, LabelCounts> counts = statements.stream()
                .filter(statement -> statement.category().isPresent())
                .collect(Collectors.groupingBy(
                        statement -> statement.category().orElseThrow(),
                        () -> new EnumMap<>(RelationCategory.class),
                        Collectors.collectingAndThen(Collectors.toList(), LabelCounts::of)));
        return Collections.unmodifiableMap(counts);
    }

    /** The labels within each relation that occurs, in alphabetical order. */
    public SortedMap<String, LabelCounts> byRelation() {
        SortedMap<String, LabelCounts> counts = statements.stream()
                .collect(Collectors.groupingBy(
                        VsrStatement::relation,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), LabelCounts::of)));
        return Collections.unmodifiableSortedMap(counts);
    }

    /** The statements whose relation belongs to no category, such as {@code congruent}. */
    public List<VsrStatement> uncategorised() {
        return statements.stream()
                .filter(statement -> statement.category().isEmpty())
                .toList();
    }

    /** The number of different images. */
    public int images() {
        return imageNames().size();
    }

    /** The names of the different images, in the order of their first statement. */
    public Set<String> imageNames() {
        Set<String> names = new LinkedHashSet<>();
        statements.forEach(statement -> names.add(statement.image()));
        return Collections.unmodifiableSet(names);
    }

    /** How far a later split shares its images with this one. */
    public Overlap imagesSharedWith(VsrSplit later) {
        return Overlap.between(name, imageOfEach(), later.name, later.imageOfEach());
    }

    /** How many images have one statement, two statements, and so on. */
    public SortedMap<Integer, Long> itemsPerImage() {
        Map<String, Integer> items = new HashMap<>();
        statements.forEach(statement -> items.merge(statement.image(), 1, Integer::sum));
        SortedMap<Integer, Long> histogram = items.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return Collections.unmodifiableSortedMap(histogram);
    }

    /** The statements that repeat the image and the caption of an earlier one; none in the published files. */
    public List<VsrStatement> duplicates() {
        record Pair(String image, String caption) {}
        Set<Pair> seen = new HashSet<>();
        return statements.stream()
                .filter(statement -> !seen.add(new Pair(statement.image(), statement.caption())))
                .toList();
    }

    /** The captions that are true of one image and false of another: those a text-only model cannot get right. */
    public Set<String> captionsWithBothLabels() {
        Map<String, Set<Boolean>> labels = new HashMap<>();
        statements.forEach(statement -> labels.computeIfAbsent(statement.caption(), caption -> new HashSet<>())
                .add(statement.label()));
        Set<String> both = new LinkedHashSet<>();
        statements.stream()
                .map(VsrStatement::caption)
                .filter(caption -> labels.get(caption).size() == 2)
                .forEach(both::add);
        return Collections.unmodifiableSet(both);
    }

    /** The statements that pass, in a split of the same name. */
    public VsrSplit filter(Predicate<VsrStatement> kept) {
        return new VsrSplit(name, statements.stream().filter(kept).toList());
    }

    /** The statements as examples for a probe, tagged by relation and its category. */
    public Split examples() {
        return new Split(name, statements.stream().map(VsrStatement::example).toList());
    }

    /** The statements as a table: id, image, caption, label, relation, category (missing where there is none). */
    public Table table() {
        return Table.create(
                name,
                texts("id", VsrStatement::id),
                texts("image", VsrStatement::image),
                texts("caption", VsrStatement::caption),
                BooleanColumn.create(
                        "label", statements.stream().map(VsrStatement::label).toList()),
                texts("relation", VsrStatement::relation),
                texts("category", statement -> statement
                        .category()
                        .map(RelationCategory::label)
                        .orElse("")));
    }

    @Override
    public String toString() {
        return name + ": " + size() + " statements, " + counts().trueCount() + " true, " + images() + " images";
    }

    private List<String> imageOfEach() {
        return statements.stream().map(VsrStatement::image).toList();
    }

    private StringColumn texts(String column, Function<VsrStatement, String> text) {
        return StringColumn.create(column, statements.stream().map(text).toList());
    }
}

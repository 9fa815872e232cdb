package dev.sonde.data;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The examples of one split of a task, such as its test split.
 *
 * @param name such as {@code RCM test}
 * @param examples the examples; their ids differ
 */
public record Split(String name, List<Example> examples) {
    /** @throws SondeException if two examples have the same id */
    public Split {
        Objects.requireNonNull(name, "name");
        examples = List.copyOf(examples);
        checkIds(name, examples);
    }

    /** The number of examples. */
    public int size() {
        return examples.size();
    }

    /** The different images, in the order of their first example. */
    public Set<String> images() {
        Set<String> images = new LinkedHashSet<>();
        examples.forEach(example -> images.add(example.image()));
        return Collections.unmodifiableSet(images);
    }

    /** How many statements are true; boxes count as none. */
    public LabelCounts labels() {
        return LabelCounts.ofAnswers(examples);
    }

    /** The examples by the value of a tag, in the order in which the values first occur; without those that lack it. */
    public Map<String, Split> by(Tag tag) {
        Map<String, List<Example>> groups = new LinkedHashMap<>();
        for (Example example : examples) {
            example.tag(tag).ifPresent(value -> groups.computeIfAbsent(value, v -> new ArrayList<>())
                    .add(example));
        }
        Map<String, Split> splits = new LinkedHashMap<>();
        groups.forEach((value, members) -> splits.put(value, new Split(name + ", " + value, members)));
        return Collections.unmodifiableMap(splits);
    }

    /** The examples that pass, in a split of the same name. */
    public Split filter(Predicate<Example> kept) {
        return new Split(name, examples.stream().filter(kept).toList());
    }

    Split ofImages(String part, List<String> images) {
        Set<String> kept = new HashSet<>(images);
        Split chosen = filter(example -> kept.contains(example.image()));
        return new Split(name + ", " + part, chosen.examples());
    }

    /**
     * Some of the examples, drawn without replacement, in their order here; all of them if there are not that many.
     *
     * @param count how many, from 0 on
     * @param seed the same seed draws the same examples, and more of them with a larger count
     */
    public Split sample(int count, long seed) {
        if (count >= size()) {
            return this;
        }
        Set<Example> drawn = new HashSet<>(new Shuffle(seed).first(examples, count));
        return filter(drawn::contains);
    }

    /** The examples as a table: id, image, text, answer, and a column for each tag that occurs. */
    public Table table() {
        Table table = Table.create(
                name,
                column("id", examples.stream().map(Example::id)),
                column("image", examples.stream().map(Example::image)),
                column("text", examples.stream().map(Example::text)),
                column("answer", examples.stream().map(example -> example.answer()
                        .toString())));
        Set<Tag> tags = new LinkedHashSet<>();
        examples.forEach(example -> tags.addAll(example.tags().keySet()));
        tags.forEach(tag -> table.addColumns(column(
                tag.name(), examples.stream().map(example -> example.tag(tag).orElse("")))));
        return table;
    }

    /** Such as {@code RCM test: 486 examples, 270 true, 301 images}. */
    @Override
    public String toString() {
        boolean truths = examples.stream().anyMatch(example -> example.answer() instanceof Answer.Truth);
        String labels = truths ? ", " + labels().trueCount() + " true" : "";
        return name + ": " + size() + " examples" + labels + ", " + images().size() + " images";
    }

    private static StringColumn column(String name, Stream<String> values) {
        return StringColumn.create(name, values);
    }

    private static void checkIds(String name, List<Example> examples) {
        Set<String> seen = new HashSet<>();
        for (Example example : examples) {
            if (!seen.add(example.id())) {
                throw new SondeException(
                        "Two examples of " + name + " have the id " + example.id(),
                        "Give each example an id of its own: predictions are kept under it.");
            }
        }
    }
}

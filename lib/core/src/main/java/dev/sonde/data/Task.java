package dev.sonde.data;

import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a probe is trained for and judged on: examples in three splits, all with the same kind of answer.
 *
 * <p>The paper has three: RefCOCOg ({@link RefCoco#task()}), VSR ({@link VsrSplits#task()}) and RCM
 * ({@link RegionCells#task}). One of your own is made with the constructor, from any examples.
 *
 * @param name such as {@code VSR}
 * @param train what a probe learns from
 * @param validation what its settings are chosen on
 * @param test what it is judged on
 */
public record Task(String name, Split train, Split validation, Split test) implements Tabular {
    /** @throws SondeException if some answers are boxes and others truth values */
    public Task {
        Objects.requireNonNull(name, "name");
        Set<String> kinds = List.of(train, validation, test).stream()
                .flatMap(split -> split.examples().stream())
                .map(example -> example.answer().getClass().getSimpleName())
                .collect(Collectors.toSet());
        if (kinds.size() > 1) {
            throw new SondeException(
                    "The examples of " + name + " have answers of different kinds: " + kinds,
                    "Make one task of those that are true or false, and one of those that are boxes.");
        }
    }

    /** The splits in the order train, validation, test. */
    public List<Split> splits() {
        return List.of(train, validation, test);
    }

    /** Whether the answers are boxes; otherwise truth values. */
    public boolean predictsBoxes() {
        return splits().stream()
                .flatMap(split -> split.examples().stream())
                .findFirst()
                .filter(example -> example.answer() instanceof Answer.Region)
                .isPresent();
    }

    /** Some of the examples of each split; see {@link Split#sample}. */
    public Task sample(int trainCount, int validationCount, int testCount, long seed) {
        return new Task(
                name,
                train.sample(trainCount, seed),
                validation.sample(validationCount, seed),
                test.sample(testCount, seed));
    }

    /** What the splits share: images, texts, and both together. */
    public Leakage leakage() {
        return new Leakage(
                name,
                List.of(
                        Leakage.Pair.between(train, validation),
                        Leakage.Pair.between(train, test),
                        Leakage.Pair.between(validation, test)));
    }

    /** The splits with their sizes and labels. */
    @Override
    public TableView view() {
        TableView table = TableView.titled(name)
                .column("split", Align.LEFT)
                .column("examples", Align.RIGHT)
                .column("true", Align.RIGHT)
                .column("images", Align.RIGHT);
        for (Split split : splits()) {
            table = table.row(
                    split.name(), split.size(), trueShare(split), split.images().size());
        }
        return table;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private String trueShare(Split split) {
        if (predictsBoxes() || split.size() == 0) {
            return "–";
        }
        LabelCounts labels = split.labels();
        return String.format(Locale.ROOT, "%d (%.2f %%)", labels.trueCount(), 100 * labels.trueShare());
    }
}

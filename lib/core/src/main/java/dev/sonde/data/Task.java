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
 * ({@link RegionCells#task}). One of your own is made with the constructor or {@link #byImages}, from any
 * examples.
 *
 * @param name such as {@code VSR}
 * @param train what a probe learns from
 * @param validation what its settings are chosen on
 * @param test what it is judged on
 */
public record Task(String name, Split train, Split validation, Split test) implements Tabular {
    private static final int FEWEST_IMAGES = 10;

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

    /**
     * A task of your own: of the images, drawn at random, 60 % for training, 10 % for validation and 30 % for the test, with
     * all examples of each. No image is in two splits, so that no probe is judged on what it has seen.
     *
     * @param seed of the order of the images
     * @throws SondeException if there are fewer than ten images
     */
    public static Task byImages(String name, List<Example> examples, long seed) {
        List<String> images = new Shuffle(seed)
                .all(examples.stream().map(Example::image).distinct().sorted().toList());
        if (images.size() < FEWEST_IMAGES) {
            throw new SondeException(
                    name + " is about " + images.size() + " images, too few to divide",
                    "Give examples of at least " + FEWEST_IMAGES + " images, or make the three splits yourself.");
        }
        Split all = new Split(name, examples);
        int validation = images.size() * 6 / 10;
        int test = images.size() * 7 / 10;
        return new Task(
                name,
                all.ofImages("train", images.subList(0, validation)),
                all.ofImages("validation", images.subList(validation, test)),
                all.ofImages("test", images.subList(test, images.size())));
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

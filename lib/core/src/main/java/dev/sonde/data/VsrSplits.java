package dev.sonde.data;

import dev.sonde.format.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The three splits of one variant of VSR.
 *
 * @param name the variant, e.g. {@code random}: statements split at random, so that images recur across splits; or
 *     {@code zeroshot}: no concept of the test split occurs in training
 * @param train what a model learns from
 * @param dev what its settings are chosen on
 * @param test what it is judged on
 */
public record VsrSplits(String name, VsrSplit train, VsrSplit dev, VsrSplit test) {
    /** The files of a variant, in the order train, dev, test. */
    static final List<String> FILES = List.of("train.jsonl", "dev.jsonl", "test.jsonl");

    public VsrSplits {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(train, "train");
        Objects.requireNonNull(dev, "dev");
        Objects.requireNonNull(test, "test");
    }

    /**
     * Reads splits of your own: a folder that holds {@code train.jsonl}, {@code dev.jsonl} and {@code test.jsonl}.
     *
     * @throws dev.sonde.display.SondeException if a file is missing or broken
     */
    public static VsrSplits read(Path folder, RelationCategories categories) {
        VsrFiles files = new VsrFiles.Folder(folder);
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return parse(name, FILES.stream().map(files::read).toList(), categories);
    }

    static VsrSplits parse(String name, List<TextFile> trainDevTest, RelationCategories categories) {
        return new VsrSplits(
                name,
                VsrSplit.parse(name, "train", trainDevTest.get(0), categories),
                VsrSplit.parse(name, "dev", trainDevTest.get(1), categories),
                VsrSplit.parse(name, "test", trainDevTest.get(2), categories));
    }

    /** The splits in the order train, dev, test. */
    public List<VsrSplit> all() {
        return List.of(train, dev, test);
    }

    /** The statements as a task for a probe. */
    public Task task() {
        return new Task("VSR", train.examples(), dev.examples(), test.examples());
    }

    /** The images that the splits share: train-dev, train-test, dev-test. */
    public List<Overlap> leakage() {
        return List.of(train.imagesSharedWith(dev), train.imagesSharedWith(test), dev.imagesSharedWith(test));
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), train.toString(), dev.toString(), test.toString());
    }
}

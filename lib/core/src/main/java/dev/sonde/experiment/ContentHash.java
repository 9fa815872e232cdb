package dev.sonde.experiment;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Task;
import dev.sonde.format.Sha256;
import dev.sonde.image.ImageSource;
import java.util.List;
import java.util.function.Supplier;

/** The SHA-256 of a task: of all in its examples and pictures that a result can depend on. */
final class ContentHash {
    private final Task task;
    private final ImageSource images;

    private ContentHash(Task task, ImageSource images) {
        this.task = task;
        this.images = images;
    }

    /** In hexadecimal digits; computed when it is first asked for, as photographs may be many, or not needed at all. */
    static Supplier<String> once(Task task, ImageSource images) {
        return Once.of(new ContentHash(task, images)::compute);
    }

    private String compute() {
        Sha256 hash = new Sha256();
        task.splits().forEach(split -> add(hash, split));
        return hash.hex();
    }

    private void add(Sha256 hash, Split split) {
        hash.add(Integer.toString(split.size()));
        split.examples().forEach(example -> add(hash, example));
        images.fingerprints(List.copyOf(split.images())).forEach(hash::add);
    }

    private static void add(Sha256 hash, Example example) {
        hash.add(example.id())
                .add(example.image())
                .add(example.text())
                .add(example.answer().toString())
                .add(example.tags().toString());
    }
}

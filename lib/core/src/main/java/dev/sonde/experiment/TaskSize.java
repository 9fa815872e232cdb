package dev.sonde.experiment;

import dev.sonde.data.Example;
import dev.sonde.data.Task;
import dev.sonde.text.TextInput;
import java.util.stream.Stream;

/**
 * A task as a plan counts it.
 *
 * @param imageSet whose pictures are encoded together; tasks of one set share their tokens
 * @param images of that set
 * @param train training examples
 * @param validation validation examples
 * @param test test examples
 * @param words tokens of a text, the mean rounded up
 * @param source where these numbers are from
 */
record TaskSize(String imageSet, int images, int train, int validation, int test, int words, String source) {
    /** Texts of which tokens are counted. */
    private static final int SAMPLE = 2000;

    /** Counted in a task. */
    static TaskSize of(Task task, String imageSet, int images, TextInput text) {
        return new TaskSize(
                imageSet,
                images,
                task.train().size(),
                task.validation().size(),
                task.test().size(),
                words(task.train().examples().stream().map(Example::text), text),
                "counted in the examples");
    }

    /** All examples. */
    long texts() {
        return (long) train + validation + test;
    }

    /** Tokens of a text, the mean of the first 2000, rounded up. */
    static int words(Stream<String> texts, TextInput text) {
        return (int) Math.ceil(texts.limit(SAMPLE)
                .mapToInt(one -> text.encode(one).length())
                .average()
                .orElse(1));
    }
}

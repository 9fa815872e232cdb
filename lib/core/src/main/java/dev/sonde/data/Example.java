package dev.sonde.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of a task: an image, a text and the answer.
 *
 * @param id stable for given files; predictions are kept under it
 * @param image the file name of the image
 * @param text what the model reads
 * @param answer what the probe must predict
 * @param tags by what results can be split
 */
public record Example(String id, String image, String text, Answer answer, Map<Tag, String> tags) {
    public Example {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(answer, "answer");
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The value of a tag, if the example has it. */
    public Optional<String> tag(Tag tag) {
        return Optional.ofNullable(tags.get(tag));
    }
}

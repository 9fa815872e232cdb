package dev.sonde.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of Visual Spatial Reasoning: a sentence about an image, and whether it is true there.
 *
 * @param id the split and the line in its file, e.g. {@code random/test:17}; stable for given files
 * @param image the file name in COCO 2017, e.g. {@code 000000451431.jpg}
 * @param imageLink where COCO publishes the image
 * @param caption the sentence, as written
 * @param label whether the sentence is true of the image
 * @param relation the spatial relation in the sentence, e.g. {@code inside}
 * @param category the category of the relation; empty if the category file does not list it
 * @param referenceFrame the annotated frame of reference, a code {@code 0}, {@code 1} or {@code 2}; mostly empty, and
 *     always in the zero-shot splits
 * @param votesTrue the validators who found the sentence true
 * @param votesFalse the validators who found it false
 * @param subject what is placed; given in the zero-shot splits only
 * @param object what it is placed against; given in the zero-shot splits only
 * @param annotator the number of the person who wrote the sentence
 */
public record VsrStatement(
        String id,
        String image,
        Optional<String> imageLink,
        String caption,
        boolean label,
        String relation,
        Optional<RelationCategory> category,
        Optional<String> referenceFrame,
        List<Integer> votesTrue,
        List<Integer> votesFalse,
        Optional<String> subject,
        Optional<String> object,
        int annotator) {
    public VsrStatement {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(imageLink, "imageLink");
        Objects.requireNonNull(caption, "caption");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(referenceFrame, "referenceFrame");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(object, "object");
        votesTrue = List.copyOf(votesTrue);
        votesFalse = List.copyOf(votesFalse);
    }

    /** The statement as an example for a probe. */
    public Example example() {
        Map<Tag, String> tags = new LinkedHashMap<>();
        tags.put(Tag.RELATION, relation);
        category.ifPresent(known -> tags.put(Tag.RELATION_CATEGORY, known.label()));
        return new Example(id, image, caption, new Answer.Truth(label), tags);
    }
}

package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A phrase that a person wrote to tell one object in an image from the others, and the object's box.
 *
 * @param id stable for given files, such as {@code umd/val:17}
 * @param imageId COCO's number of the image
 * @param image the file name of the image, e.g. {@code COCO_train2014_000000000309.jpg}
 * @param size the size of the image; the JSON-lines files do not have it
 * @param annotationId COCO's number of the object
 * @param box where the object is, in pixels
 * @param text the phrase
 * @param category what the object is, where the files say it
 */
public record ReferringExpression(
        String id,
        long imageId,
        String image,
        Optional<ImageSize> size,
        long annotationId,
        Box box,
        String text,
        Optional<CocoCategory> category) {
    public ReferringExpression {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(category, "category");
    }

    /**
     * The size of the image, where it must be known.
     *
     * @throws SondeException if it is not
     */
    public ImageSize knownSize() {
        return size.orElseThrow(() -> new SondeException(
                "The size of image " + image + " of " + id + " is not known",
                "Add the sizes from instances.json, or read them from the images: withSizes(…)."));
    }

    /**
     * The expression as an example for a probe, with the box as shares of the image.
     *
     * @throws SondeException if the size of the image is not known
     */
    public Example example() {
        return new Example(id, image, text, new Answer.Region(box.toUnit(knownSize())), tags());
    }

    /** The object and its category, by which results can be split. */
    Map<Tag, String> tags() {
        Map<Tag, String> tags = new LinkedHashMap<>();
        tags.put(Tag.OBJECT, Long.toString(annotationId));
        category.ifPresent(known -> {
            tags.put(Tag.CATEGORY, known.name());
            tags.put(Tag.SUPER_CATEGORY, known.superCategory().label());
        });
        return tags;
    }
}

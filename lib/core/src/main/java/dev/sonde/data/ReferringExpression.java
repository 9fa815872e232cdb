package dev.sonde.data;

import dev.sonde.image.ImageSize;
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
}

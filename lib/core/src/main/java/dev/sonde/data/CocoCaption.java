package dev.sonde.data;

import java.util.Objects;

/**
 * A sentence that a person wrote about an image as a whole.
 *
 * @param imageId COCO's number of the image
 * @param image the file name of the image, e.g. {@code 000000000285.jpg}
 * @param text the sentence
 */
public record CocoCaption(long imageId, String image, String text) {
    public CocoCaption {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(text, "text");
    }
}

package dev.sonde.data;

import dev.sonde.image.ImageSize;
import java.util.Objects;

/**
 * An image that a COCO file describes.
 *
 * @param id COCO's number of the image
 * @param fileName e.g. {@code 000000000309.jpg}
 * @param size in pixels
 */
public record CocoImage(long id, String fileName, ImageSize size) {
    public CocoImage {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(size, "size");
    }
}

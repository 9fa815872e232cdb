package dev.sonde.data;

import java.util.Objects;

/**
 * An object that a COCO file marks in an image.
 *
 * @param id COCO's number of the object
 * @param imageId COCO's number of the image
 * @param category what it is
 * @param box where it is, in pixels
 * @param area of its mask, in square pixels; at most about the area of the box
 * @param crowd whether the box holds a group of things that were not told apart
 */
public record CocoAnnotation(long id, long imageId, CocoCategory category, Box box, double area, boolean crowd) {
    public CocoAnnotation {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(box, "box");
    }
}

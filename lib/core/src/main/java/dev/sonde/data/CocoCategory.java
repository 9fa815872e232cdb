package dev.sonde.data;

import java.util.Objects;

/**
 * A category of things that COCO's boxes have.
 *
 * @param id COCO's number, 1 to 90 with gaps
 * @param name such as {@code dog}
 * @param superCategory the group, such as {@code animal}
 */
public record CocoCategory(int id, String name, SuperCategory superCategory) {
    public CocoCategory {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(superCategory, "superCategory");
    }
}

package dev.sonde.data;

import java.util.Objects;

/**
 * A property by which examples can be told apart and results split, such as the relation of a statement.
 *
 * @param name the name in tables, such as {@code relation}
 */
public record Tag(String name) {
    /** The spatial relation of a statement of VSR. */
    public static final Tag RELATION = new Tag("relation");

    /** The category of that relation, one of seven. */
    public static final Tag RELATION_CATEGORY = new Tag("relation category");

    /** The COCO category of the object. */
    public static final Tag CATEGORY = new Tag("category");

    /** The COCO super-category of the object, one of twelve. */
    public static final Tag SUPER_CATEGORY = new Tag("super-category");

    /** The cell that the text of an example of RCM names. */
    public static final Tag CELL = new Tag("cell");

    /** The cell in which the object really is. */
    public static final Tag TRUE_CELL = new Tag("true cell");

    /** The phrase inside the text of an example of RCM. */
    public static final Tag PHRASE = new Tag("phrase");

    /** The annotated object, COCO's number of it. */
    public static final Tag OBJECT = new Tag("object");

    public Tag {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}

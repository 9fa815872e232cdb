package dev.sonde.data;

import java.util.Arrays;
import java.util.Optional;

/**
 * The seven kinds of spatial relation in which VSR reports its results, in the order of the published tables.
 *
 * <p>Source: {@code analysis_scripts/rel_meta_category_dict.txt} of cambridgeltl/visual-spatial-reasoning.
 */
public enum RelationCategory {
    ADJACENCY("Adjacency"),
    DIRECTIONAL("Directional"),
    ORIENTATION("Orientation"),
    PROJECTIVE("Projective"),
    PROXIMITY("Proximity"),
    TOPOLOGICAL("Topological"),
    UNALLOCATED("Unallocated");

    private final String label;

    RelationCategory(String label) {
        this.label = label;
    }

    /** The name as the paper and the category file print it, e.g. {@code Adjacency}. */
    public String label() {
        return label;
    }

    /** The category with this label, if there is one. */
    public static Optional<RelationCategory> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(category -> category.label.equals(label))
                .findFirst();
    }

    /** The {@link #label()}. */
    @Override
    public String toString() {
        return label;
    }
}

package dev.sonde.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The six groups of kinds, as COCO's super-categories group its categories.
 *
 * <p>The groups differ in how often they occur, how large their things are and how central they stand, as COCO's do, so
 * that scores of the groups can be compared with these properties (the paper's Table 5). The three orders differ.
 */
public enum KindGroup {
    ROUND(22, 55, 10),
    BOXY(18, 70, 0),
    POINTED(22, 40, 5),
    JOINTED(16, 30, 0),
    FACETED(12, 60, 20),
    CURVED(10, 20, 30);

    private final int frequency;
    private final int largePercent;
    private final int centralPercent;

    KindGroup(int frequency, int largePercent, int centralPercent) {
        this.frequency = frequency;
        this.largePercent = largePercent;
        this.centralPercent = centralPercent;
    }

    /** How often things of the group occur, in percent of the things that copy no other's kind. */
    public int frequency() {
        return frequency;
    }

    /** How many in a hundred things of the group are large. */
    public int largePercent() {
        return largePercent;
    }

    /** How many in a hundred things of the group are put into the middle cell on purpose. */
    public int centralPercent() {
        return centralPercent;
    }

    /** The kinds of the group. */
    public List<Kind> kinds() {
        return Arrays.stream(Kind.values()).filter(kind -> kind.group() == this).toList();
    }

    /** The name in tables, such as {@code round}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}

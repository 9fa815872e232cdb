package dev.sonde.world;

import java.util.Locale;

/**
 * The twelve kinds of things, in six groups of two.
 *
 * <p>Each kind has an outline and a pattern of dark parts of its own: small models tell kinds by their patterns long before
 * they tell them by their outlines.
 */
public enum Kind {
    CIRCLE(KindGroup.ROUND, false, Outline::circle, Fill.PLAIN),
    RING(KindGroup.ROUND, false, Outline::ring, Fill.ROWS),
    SQUARE(KindGroup.BOXY, false, Outline::square, Fill.COLUMNS),
    BAR(KindGroup.BOXY, true, Outline::bar, Fill.CHECKS),
    TRIANGLE(KindGroup.POINTED, true, Outline::triangle, Fill.RISING),
    ARROW(KindGroup.POINTED, true, Outline::arrow, Fill.RIM),
    CROSS(KindGroup.JOINTED, false, Outline::cross, Fill.FALLING),
    TEE(KindGroup.JOINTED, true, Outline::tee, Fill.DOTS),
    DIAMOND(KindGroup.FACETED, false, Outline::diamond, Fill.LATTICE),
    STAR(KindGroup.FACETED, false, Outline::star, Fill.CORE),
    MOON(KindGroup.CURVED, false, Outline::moon, Fill.THIN_ROWS),
    HEART(KindGroup.CURVED, false, Outline::heart, Fill.THIN_COLUMNS);

    private final KindGroup group;
    private final boolean headed;
    private final Outline outline;
    private final Fill fill;

    Kind(KindGroup group, boolean headed, Outline outline, Fill fill) {
        this.group = group;
        this.headed = headed;
        this.outline = outline;
        this.fill = fill;
    }

    /** The group, which stands for COCO's super-category. */
    public KindGroup group() {
        return group;
    }

    /** Whether it can be seen which way a thing of this kind is turned. */
    public boolean isHeaded() {
        return headed;
    }

    /** Whether a small thing fits into a large one of this kind. */
    public boolean canHold() {
        return this == CIRCLE || this == RING || this == SQUARE || this == DIAMOND;
    }

    /** The word for it, such as {@code circle}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    Outline outline() {
        return outline;
    }

    Fill fill() {
        return fill;
    }
}

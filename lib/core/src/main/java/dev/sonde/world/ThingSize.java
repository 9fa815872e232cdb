package dev.sonde.world;

import java.util.Locale;

/** The two sizes of things; no thing lies between them. */
public enum ThingSize {
    SMALL(22, 30),
    LARGE(40, 50);

    /** What the radii are measured in: this many make the side of the image. */
    private static final int PARTS = 256;

    private final int least;
    private final int most;

    ThingSize(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** The word for it, such as {@code small}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    /** A radius of this size, in samples. */
    int radius(int samplesPerSide, Dice dice) {
        return dice.between(least * samplesPerSide / PARTS, most * samplesPerSide / PARTS);
    }
}

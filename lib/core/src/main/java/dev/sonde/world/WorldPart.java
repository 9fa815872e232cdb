package dev.sonde.world;

import java.util.Locale;

/** The splits of the mini world; each has numbers of scenes of its own, whatever the sizes of the others. */
public enum WorldPart {
    TRAIN(0, 800_000),
    VALIDATION(800_000, 100_000),
    TEST(900_000, 100_000);

    private final int first;
    private final int mostScenes;

    WorldPart(int first, int mostScenes) {
        this.first = first;
        this.mostScenes = mostScenes;
    }

    /** The number of its first scene. */
    public int first() {
        return first;
    }

    /** How many scenes it can have. */
    public int mostScenes() {
        return mostScenes;
    }

    /** The name in tables and ids, such as {@code test}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}

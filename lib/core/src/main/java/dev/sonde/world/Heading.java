package dev.sonde.world;

/** The way a thing is turned; the tip of an arrow or a triangle and the bar of a tee lie there. */
public enum Heading {
    UP(0, -1),
    RIGHT(1, 0),
    DOWN(0, 1),
    LEFT(-1, 0);

    private final int across;
    private final int down;

    Heading(int across, int down) {
        this.across = across;
        this.down = down;
    }

    /** 1 to the right, -1 to the left, else 0. */
    public int across() {
        return across;
    }

    /** 1 downwards, -1 upwards, else 0. */
    public int down() {
        return down;
    }

    /** Whether it is up or down. */
    public boolean isUpright() {
        return across == 0;
    }
}

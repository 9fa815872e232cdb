package dev.sonde.plot;

/** Which way a reference line runs. */
public enum Orientation {
    /** At one value of the y axis. */
    HORIZONTAL,
    /** At one value of the x axis. */
    VERTICAL
}

package dev.sonde.data;

/** Where a centre belongs that lies exactly on a line of the grid; the paper ("closest cell") leaves it open. */
public enum GridTie {
    /** To the cell right of or below the line: {@code floor(3 * centre / length)}, what code in Python would do. */
    LATER,
    /** To the cell left of or above the line. */
    EARLIER
}

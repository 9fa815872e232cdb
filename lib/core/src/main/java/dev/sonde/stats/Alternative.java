package dev.sonde.stats;

/** Which deviation from the null hypothesis a test looks for. */
public enum Alternative {
    /** Either direction. */
    TWO_SIDED,
    /** The first sample tends to be larger. */
    GREATER,
    /** The first sample tends to be smaller. */
    LESS
}

package dev.sonde.format;

/** Python's {@code None} in what a {@link PickleReader} reads, so that no container holds a Java null. */
public enum PickleNone {
    /** The one value. */
    NONE
}

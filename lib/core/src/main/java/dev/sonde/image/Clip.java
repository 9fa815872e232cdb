package dev.sonde.image;

/** Clipping without a branch, so that loops of it become vector instructions ({@code Math.min} and {@code max} do not). */
final class Clip {
    private Clip() {}

    /** The nearest number from 0 to 255. */
    static int toByte(int value) {
        int below = 255 - (value & ~(value >> 31));
        return 255 - (below & ~(below >> 31));
    }
}

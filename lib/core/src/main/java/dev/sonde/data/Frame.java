package dev.sonde.data;

/** What the coordinates of a {@link Box} are measured in. */
public enum Frame {
    /** Pixels of the image, from its top left corner. */
    PIXELS,
    /** Shares of the image's width and height: the image reaches from 0 to 1 on both axes. */
    UNIT
}

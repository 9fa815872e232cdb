package dev.sonde.feature;

/** What of ViLT is kept as features. */
public enum ViltPart {
    /** The state of the first word after the pooling layer, [width]: what the paper probes. Of the last layer only. */
    POOLED,
    /** The states of the words, [positions, width] (40 of ViLT-B/32); zeros behind the last word. */
    TEXT,
    /**
     * The states of the image's class token and patches, row by row, [1 + most patches, width] (229 of ViLT-B/32); zeros
     * behind the last patch of the image.
     */
    IMAGE
}

package dev.sonde.study;

/** In which order a participant is asked; the paper does not say. */
public enum ItemOrder {
    /** All participants in the one order that was drawn with the study, as a plain form would. */
    SAME,
    /** Shuffled for each participant, so that getting tired does not make everybody fail on the same late items. */
    SHUFFLED
}

package dev.sonde.experiment;

import java.util.Locale;

/** What is trained. */
public enum Training {
    /** The probe alone, on stored features. */
    FROZEN,
    /** The probe and the resampler (or ViLT) under it; the image encoder stays as it is. */
    JOINT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

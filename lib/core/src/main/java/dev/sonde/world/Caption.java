package dev.sonde.world;

import java.util.Objects;

/**
 * A caption of a scene and a false twin of it, which differs in one attribute of one thing, in the colours of two things
 * that were swapped, or, where the options ask for it, in the location only.
 *
 * @param truth what is true of the scene
 * @param foil what is false of it, in the same form
 */
public record Caption(Claim truth, Claim foil) {
    public Caption {
        Objects.requireNonNull(truth, "truth");
        Objects.requireNonNull(foil, "foil");
    }

    /** The caption. */
    public String text() {
        return truth.text();
    }

    /** The false caption: a hard negative for image-text matching. */
    public String foilText() {
        return foil.text();
    }

    /** Whether the false twin is false because of its location only. */
    public boolean isLocationFoil() {
        return truth.mentions().equals(foil.mentions());
    }

    @Override
    public String toString() {
        return text() + " (not: " + foilText() + ")";
    }
}

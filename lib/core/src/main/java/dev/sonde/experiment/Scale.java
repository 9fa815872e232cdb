package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import java.util.Locale;

/** Which models and data the experiments run on. It decides what is loaded, never what is done with it. */
public enum Scale {
    /** The mini world and the models that come with the library. */
    MINI,
    /** The published checkpoints and datasets, from the user's folders. */
    PAPER;

    /**
     * The scale of a name, such as {@code mini}.
     *
     * @throws SondeException if there is none of this name
     */
    public static Scale of(String name) {
        for (Scale scale : values()) {
            if (scale.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
                return scale;
            }
        }
        throw new SondeException("There is no scale \"" + name + "\"", "Set SONDE_SCALE to mini or paper.");
    }

    /** The word for it, as in {@code SONDE_SCALE}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}

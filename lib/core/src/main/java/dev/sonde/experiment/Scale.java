package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import java.util.Locale;
import java.util.Optional;

/** Which models and data the experiments run on. It decides what is loaded, never what is done with it. */
public enum Scale {
    /** The mini world and the models that come with the library. */
    MINI,
    /** The published checkpoints and datasets, from the user's folders. */
    PAPER;

    /** The environment variable or system property that names the scale. */
    public static final String SETTING = "SONDE_SCALE";

    /**
     * The scale of this process: {@link #MINI} unless the environment variable or system property {@code SONDE_SCALE} says
     * otherwise.
     *
     * @throws SondeException if it names none
     */
    public static Scale here() {
        return Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> Optional.ofNullable(System.getenv(SETTING)))
                .filter(name -> !name.isBlank())
                .map(Scale::of)
                .orElse(MINI);
    }

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
        throw new SondeException("There is no scale \"" + name + "\"", "Set " + SETTING + " to mini or paper.");
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

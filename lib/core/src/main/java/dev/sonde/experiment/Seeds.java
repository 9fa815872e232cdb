package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import java.util.Optional;

/** How many seeds a run is trained with: as many as its scale says, unless the user says otherwise. */
final class Seeds {
    /** The environment variable or system property that names the number; {@code environment/reproduce --seeds} sets it. */
    static final String SETTING = "SONDE_SEEDS";

    private static final int MOST = 100;

    private Seeds() {}

    /**
     * The number of this process.
     *
     * @param usual where nothing is set
     * @throws SondeException if something is set that is no whole number from 1 to 100
     */
    static int or(int usual) {
        return of(Optional.ofNullable(System.getProperty(SETTING))
                        .or(() -> Optional.ofNullable(System.getenv(SETTING))))
                .orElse(usual);
    }

    /** The number that a setting names; empty for none and for a blank one. */
    static Optional<Integer> of(Optional<String> setting) {
        return setting.map(String::strip).filter(text -> !text.isEmpty()).map(Seeds::number);
    }

    private static int number(String text) {
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw new SondeException(
                    SETTING + " is \"" + text + "\"; expected a whole number from 1 to " + MOST,
                    "Set it to 3, or unset it for the number of the scale.");
        }
        return number;
    }
}

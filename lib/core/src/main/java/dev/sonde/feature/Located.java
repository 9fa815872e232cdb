package dev.sonde.feature;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Adds to a complaint about content the file that it lies in. */
final class Located {
    private Located() {}

    static <T> T in(Path file, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SondeException e) {
            String problem = e.getMessage().lines().findFirst().orElse("");
            throw new SondeException(file + ": " + problem, e.advice(), e);
        }
    }
}

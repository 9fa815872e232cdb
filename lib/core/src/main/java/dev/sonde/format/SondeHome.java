package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder for what Sonde keeps between runs: unpacked samples and libraries, features, results.
 *
 * <p>The environment variable or system property {@code SONDE_HOME} names it; else it is {@code .cache/sonde} in the
 * user's home. All of it can be made again.
 */
public final class SondeHome {
    /** The environment variable or system property that names the folder. */
    public static final String SETTING = "SONDE_HOME";

    private SondeHome() {}

    /**
     * The folder, which need not exist yet.
     *
     * @throws SondeException if the setting is no name of a folder
     */
    public static Path folder() {
        String name = setting().orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "sonde")
                .toString());
        try {
            return Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new SondeException(
                    SETTING + " is not the name of a folder: " + e.getMessage(), "Set it to a folder, or unset it.", e);
        }
    }

    /** A path for tables that look the same for everyone: what lies in the folder begins with its setting's name. */
    public static String shown(Path path) {
        Path home = folder();
        Path whole = path.toAbsolutePath();
        return whole.startsWith(home)
                ? SETTING + "/" + home.relativize(whole).toString().replace('\\', '/')
                : path.toString();
    }

    private static Optional<String> setting() {
        return Optional.ofNullable(System.getenv(SETTING))
                .or(() -> Optional.ofNullable(System.getProperty(SETTING)))
                .filter(value -> !value.isBlank());
    }
}

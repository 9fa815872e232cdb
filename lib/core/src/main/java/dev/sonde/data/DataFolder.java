package dev.sonde.data;

import dev.sonde.display.SondeException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of the user's data sets, which the environment variable {@code SONDE_DATA} names. */
public final class DataFolder {
    private static final String SETTING = "SONDE_DATA";
    private static final String ADVICE = "Set it to a folder, or unset it.";

    private DataFolder() {}

    /**
     * The folder; empty where the variable is not set.
     *
     * @throws SondeException if it names no folder
     */
    public static Optional<Path> here() {
        return setting().map(DataFolder::folder);
    }

    /** The folder of one data set, such as {@code vsr}; empty where there is none. */
    static Optional<Path> of(String dataSet) {
        return of(setting(), dataSet);
    }

    private static Optional<String> setting() {
        return Optional.ofNullable(System.getenv(SETTING)).filter(name -> !name.isBlank());
    }

    /** @throws SondeException if the setting names no folder: a mistyped one must not pass for one without the data */
    static Optional<Path> of(Optional<String> setting, String dataSet) {
        return setting.filter(name -> !name.isBlank())
                .map(DataFolder::folder)
                .map(folder -> folder.resolve(dataSet))
                .filter(Files::isDirectory);
    }

    private static Path folder(String name) {
        try {
            Path folder = Path.of(name);
            if (!Files.isDirectory(folder)) {
                throw new SondeException(SETTING + " names no folder: " + folder.toAbsolutePath(), ADVICE);
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new SondeException(SETTING + " is not the name of a folder: " + e.getMessage(), ADVICE, e);
        }
    }
}

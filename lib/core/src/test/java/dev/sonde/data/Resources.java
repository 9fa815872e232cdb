package dev.sonde.data;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The data files that tests of this package read, as files. */
final class Resources {
    private Resources() {}

    static Path path(String name) {
        try {
            return Path.of(Resources.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }
}

package dev.sonde.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Reference values of this package alone; they lie beside its tests, so another set of fixtures does not hide them. */
final class OwnFixtures {
    private OwnFixtures() {}

    static Path path(String name) {
        try {
            return Path.of(OwnFixtures.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("The test classes are in no folder", e);
        }
    }

    static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(path(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.sonde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The stored reference values that tests compare with.
 *
 * <p>They lie in {@code src/test/fixtures} of this module, or in the folder that the system property or the environment
 * variable {@code FIXTURES_DIR} names. Tests take every size, name and value from these files, so that another set made
 * with other seeds passes too.
 */
public final class Fixtures {
    public static final String SETTING = "FIXTURES_DIR";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Fixtures() {}

    /** The folder of all fixtures. */
    public static Path folder() {
        return Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> Optional.ofNullable(System.getenv(SETTING)))
                .filter(setting -> !setting.isBlank())
                .map(Path::of)
                .orElseGet(() -> module().resolve(Path.of("src", "test", "fixtures")))
                .toAbsolutePath();
    }

    /** A file or folder by its name, such as {@code statistics/fleiss.json}; it must exist. */
    public static Path path(String name) {
        Path path = folder().resolve(name);
        if (!Files.exists(path)) {
            throw new AssertionError("No fixture " + name + " in " + folder() + ". Set " + SETTING
                    + " (system property or environment variable) to the folder that holds it.");
        }
        return path;
    }

    /** A JSON file as a tree. */
    public static JsonNode json(String name) {
        try {
            return JSON.readTree(path(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Fixture " + path(name) + " is no JSON", e);
        }
    }

    /** The rows of a JSON list that stands at the root of a file. */
    public static List<JsonNode> rows(String name) {
        return rows(json(name));
    }

    /** The elements of a JSON list. */
    public static List<JsonNode> rows(JsonNode list) {
        if (!list.isArray()) {
            throw new AssertionError("Expected a JSON list, found " + list.getNodeType());
        }
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** A number, also one that is written as a string ("NaN", "Infinity", a huge integer). */
    public static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isTextual()) {
            return Double.parseDouble(node.textValue());
        }
        throw new AssertionError("Expected a number in the fixture, found " + node.getNodeType());
    }

    /** A list of numbers. */
    public static double[] numbers(JsonNode list) {
        return rows(list).stream().mapToDouble(Fixtures::number).toArray();
    }

    /** A list of whole numbers. */
    public static int[] integers(JsonNode list) {
        return rows(list).stream().mapToInt(JsonNode::intValue).toArray();
    }

    // Surefire names the module's folder; an IDE may start a test in the module or in the repository.
    private static Path module() {
        String basedir = System.getProperty("basedir");
        if (basedir != null) {
            return Path.of(basedir);
        }
        Path inRepository = Path.of("lib", "core");
        return Files.isDirectory(inRepository) ? inRepository : Path.of("");
    }
}

package dev.sonde.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.format.WholeFile;
import java.nio.file.Path;
import java.util.Map;

/** The files of a study. */
final class StudyFiles {
    /** The same bytes on every system. */
    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private StudyFiles() {}

    static void writeJson(Path file, Map<String, ?> object) {
        try {
            WholeFile.write(file, JsonMapper.builder().build().writer(LINES).writeValueAsString(object) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of maps, lists and texts is always JSON", e);
        }
    }
}

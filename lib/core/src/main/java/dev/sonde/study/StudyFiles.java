package dev.sonde.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The files of a study, read and written whole. */
final class StudyFiles {
    /** The same bytes on every system. */
    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private StudyFiles() {}

    static TextFile read(Path file) {
        try {
            return TextFile.read(file.getFileName().toString(), file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be opened: " + e.getMessage(),
                    "Check the path and the rights to read the file.",
                    e);
        }
    }

    static void writeJson(Path file, Map<String, ?> object) {
        try {
            write(file, JsonMapper.builder().build().writer(LINES).writeValueAsString(object) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of maps, lists and texts is always JSON", e);
        }
    }

    /** Under another name first, so that a file is there whole or not at all. */
    static void write(Path file, String content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling("." + target.getFileName() + ".part");
            try {
                Files.write(part, content.getBytes(StandardCharsets.UTF_8));
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new SondeException(
                    target + " cannot be written: " + e.getMessage(),
                    "Give a path in a folder that you may write to.",
                    e);
        }
    }
}

package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files that are there whole or not at all: under another name beside them first, which is then moved.
 *
 * <p>Two that write the same file at once do not disturb each other; the last one stays.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes a text in UTF-8. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes. */
    public static void write(Path file, byte[] content) {
        write(file, new ByteArrayInputStream(content));
    }

    /**
     * Writes all that a stream still holds, and does not close it.
     *
     * @param file where; folders above it are made
     * @throws SondeException if it cannot be written
     */
    public static void write(Path file, InputStream content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".part");
            try {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
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

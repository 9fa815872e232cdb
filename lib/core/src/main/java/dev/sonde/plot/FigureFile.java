package dev.sonde.plot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes figures to files. */
final class FigureFile {
    private FigureFile() {}

    static void write(Figure figure, Path file) {
        byte[] content = content(figure, file);
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path part = target.resolveSibling("." + target.getFileName() + ".part");
            try {
                Files.write(part, content);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new SondeException(
                    "The figure cannot be written to " + target + ": " + e.getMessage(),
                    "Give a path in a folder that you may write to.",
                    e);
        }
    }

    private static byte[] content(Figure figure, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            return figure.toSvg().getBytes(StandardCharsets.UTF_8);
        }
        if (name.endsWith(".png")) {
            return figure.toPng();
        }
        if (name.endsWith(".json")) {
            return json(figure);
        }
        throw new SondeException(
                "The name " + file + " does not tell the format of the figure.", "End it with .svg, .png or .json.");
    }

    private static byte[] json(Figure figure) {
        try {
            return new ObjectMapper().writeValueAsBytes(figure.toPlotly());
        } catch (IOException e) {
            throw new IllegalStateException("a tree of maps and lists is always JSON", e);
        }
    }
}

package dev.sonde.plot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.display.SondeException;
import dev.sonde.format.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Writes figures to files. */
final class FigureFile {
    private FigureFile() {}

    static void write(Figure figure, Path file) {
        WholeFile.write(file, content(figure, file));
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

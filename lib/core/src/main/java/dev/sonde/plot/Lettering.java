package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide texts are, without asking the machine for its fonts: the same figure has the same bytes everywhere.
 *
 * <p>Widths are those of DejaVu Sans, which is wider than Arial and Helvetica; so texts never need more room than
 * reckoned.
 */
final class Lettering {
    /** The fonts to try, in this order. */
    static final String FONTS = "DejaVu Sans, Verdana, Arial, sans-serif";

    static final double TITLE = 15;
    static final double HEADING = 13;
    static final double LABEL = 12;
    static final double TICK = 11;
    /** Distance of two lines of text over the font's size. */
    static final double LEADING = 1.25;

    private static final double BOLD = 1.12;
    /** Advance of the characters from blank to tilde, in hundredths of the font's size. */
    private static final int[] ADVANCES = {
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
        84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99,
        69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52,
        39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
    };

    private Lettering() {}

    /** Width in pixels of one line of text. */
    static double width(String text, double size) {
        return text.codePoints().map(Lettering::advance).sum() * size / 100;
    }

    /** As {@link #width}, for bold text. */
    static double boldWidth(String text, double size) {
        return width(text, size) * BOLD;
    }

    private static int advance(int codePoint) {
        if (codePoint >= ' ' && codePoint <= '~') {
            return ADVANCES[codePoint - ' '];
        }
        // Chinese, Japanese and Korean characters and pictograms fill a square.
        return codePoint >= 0x2E80 ? 100 : 68;
    }

    /** The text in lines of at most {@code room} pixels, broken at blanks; a word that is longer stands alone. */
    static List<String> wrap(String text, double size, double room) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\\R")) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.strip().split("\\s+")) {
                if (line.length() > 0 && width(line + " " + word, size) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() > 0 ? " " : "").append(word);
            }
            lines.add(line.toString());
        }
        return text.isBlank() ? List.of() : lines;
    }

    /** The text, or its beginning and "…" where it is wider than {@code room} pixels. */
    static String shorten(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int length = points.length;
        while (length > 1 && width(new String(points, 0, length) + "…", size) > room) {
            length--;
        }
        return new String(points, 0, length).stripTrailing() + "…";
    }
}

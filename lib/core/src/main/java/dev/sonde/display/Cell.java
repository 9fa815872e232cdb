package dev.sonde.display;

import java.util.Objects;

/**
 * One cell of a table.
 *
 * @param text what it says
 * @param tone how it says it
 * @param hint more words, shown where a pointer rests on it; may be empty
 */
public record Cell(String text, Tone tone, String hint) {
    /** Checks that nothing is missing. */
    public Cell {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(tone, "tone");
        Objects.requireNonNull(hint, "hint");
    }

    /** Text as usual. */
    public static Cell of(String text) {
        return new Cell(text, Tone.PLAIN, "");
    }

    /** Text that stands out. */
    public static Cell strong(String text) {
        return new Cell(text, Tone.STRONG, "");
    }

    /** Text that steps back. */
    public static Cell muted(String text) {
        return new Cell(text, Tone.MUTED, "");
    }

    /** Something that holds. */
    public static Cell pass(String text) {
        return new Cell(text, Tone.PASS, "");
    }

    /** Something that does not. */
    public static Cell fail(String text) {
        return new Cell(text, Tone.FAIL, "");
    }

    /** Something to look at twice. */
    public static Cell caution(String text) {
        return new Cell(text, Tone.CAUTION, "");
    }

    /** With more words for whoever asks. */
    public Cell withHint(String words) {
        return new Cell(text, tone, words);
    }
}

package dev.sonde.display;

/** What a cell's look says of its text. The colours are legible on light and on dark pages. */
public enum Tone {
    PLAIN(""),
    STRONG("font-weight:600"),
    MUTED("opacity:0.6"),
    PASS("color:#ffffff;background:#1a7f5a;border-radius:3px;padding:1px 6px"),
    FAIL("color:#ffffff;background:#b3261e;border-radius:3px;padding:1px 6px"),
    CAUTION("color:#000000;background:#f0c24b;border-radius:3px;padding:1px 6px");

    private final String style;

    Tone(String style) {
        this.style = style;
    }

    /** The inline style; empty where the text looks as usual. */
    String style() {
        return style;
    }
}

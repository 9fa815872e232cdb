package dev.sonde.display;

/** How the text of a column stands. */
public enum Align {
    LEFT("left", "l"),
    RIGHT("right", "r"),
    CENTER("center", "c");

    private final String css;
    private final String latex;

    Align(String css, String latex) {
        this.css = css;
        this.latex = latex;
    }

    String css() {
        return css;
    }

    String latex() {
        return latex;
    }
}

package dev.sonde.text;

/** Foreign text in a message: short, and without characters that disturb a terminal. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    static String text(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (BertChars.isControl(c)) {
                out.append('\uFFFD');
            } else {
                out.appendCodePoint(BertChars.isSpace(c) ? ' ' : c);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? out + "…" : out.toString();
    }
}

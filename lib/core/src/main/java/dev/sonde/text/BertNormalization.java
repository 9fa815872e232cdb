package dev.sonde.text;

import java.text.Normalizer;

/**
 * What BERT does to a text before it looks for words, as the class {@code BertNormalizer} of Hugging Face tokenizers
 * 0.23. {@link #uncased()} is what all models of the paper use.
 *
 * <p>The classes of characters are those of this Java's Unicode. The reference has Unicode 8, so single characters that
 * Unicode added or changed since, none of them in the vocabulary, may join or part a word otherwise.
 *
 * @param clean drop control characters and U+FFFD, make every white space a space
 * @param spaceCjk put spaces around ideographs, so that each is a word
 * @param stripAccents decompose (NFD) and drop combining marks
 * @param lowerCase lower-case each character on its own, whatever the locale
 */
public record BertNormalization(boolean clean, boolean spaceCjk, boolean stripAccents, boolean lowerCase) {
    private static final char REPLACEMENT = '\uFFFD';

    /** All four, as bert-base-uncased has them. */
    public static BertNormalization uncased() {
        return new BertNormalization(true, true, true, true);
    }

    /** The text, normalized. Never fails; half a surrogate pair counts as a control character. */
    public String apply(String text) {
        String result = clean ? cleaned(text) : text;
        result = spaceCjk ? spaced(result) : result;
        result = stripAccents ? stripped(result) : result;
        return lowerCase ? lowered(result) : result;
    }

    private static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isDropped(c)).forEach(c -> out.appendCodePoint(BertChars.isSpace(c) ? ' ' : c));
        return out.toString();
    }

    private static boolean isDropped(int c) {
        return c == REPLACEMENT || BertChars.isControl(c);
    }

    private static String spaced(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (BertChars.isIdeograph(c)) {
                out.append(' ').appendCodePoint(c).append(' ');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static String stripped(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    // Not String.toLowerCase: that makes a sigma at the end of a word a final one.
    private static String lowered(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            out.appendCodePoint(Character.toLowerCase(c));
            if (c == 'İ') {
                out.append('\u0307'); // the only character whose lower case is two
            }
        });
        return out.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}

package dev.sonde.text;

import java.util.function.Consumer;

/** Cuts a normalized text into words: at white space, and around each punctuation character. */
final class BertWords {
    private BertWords() {}

    /** Hands over the words in their order; white space is in none of them. */
    static void forEach(String text, Consumer<String> word) {
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean punctuation = BertChars.isPunctuation(c);
            if (punctuation || BertChars.isSpace(c)) {
                emit(text, start, i, word);
                start = punctuation ? i : next;
            }
            if (punctuation) {
                emit(text, start, next, word);
                start = next;
            }
            i = next;
        }
        emit(text, start, text.length(), word);
    }

    private static void emit(String text, int start, int end, Consumer<String> word) {
        if (end > start) {
            word.accept(text.substring(start, end));
        }
    }
}

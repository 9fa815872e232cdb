package dev.sonde.text;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pieces of a word: the longest piece of the vocabulary that begins it, then the longest {@code ##} piece that goes
 * on, until the word is used up. A word that cannot be used up, or that is too long, is one unknown token.
 *
 * <p>Safe for many threads. Remembers the pieces of the words that it has seen.
 */
final class WordPieces {
    /** As BERT has it; in code points. */
    static final int MAX_WORD_LENGTH = 100;

    /** About 10 MB; a language has more words, but the captions of COCO have fewer. */
    private static final int MAX_REMEMBERED = 50_000;

    static final String CONTINUATION = "##";

    private final Vocabulary vocabulary;
    private final int[] unknown;
    private final int longestPiece;
    private final Map<String, int[]> remembered = new ConcurrentHashMap<>();

    WordPieces(Vocabulary vocabulary, int unknown) {
        this.vocabulary = vocabulary;
        this.unknown = new int[] {unknown};
        this.longestPiece = vocabulary.longest();
    }

    /** The ids of a word's pieces; callers leave the array as it is. */
    int[] of(String word) {
        int[] known = remembered.get(word);
        if (known != null) {
            return known;
        }
        if (word.codePointCount(0, word.length()) > MAX_WORD_LENGTH) {
            return unknown;
        }
        int[] pieces = split(word);
        if (remembered.size() < MAX_REMEMBERED) {
            remembered.put(word, pieces);
        }
        return pieces;
    }

    private int[] split(String word) {
        int[] pieces = new int[word.length()];
        int count = 0;
        for (int start = 0; start < word.length(); ) {
            int end = endOfPiece(word, start);
            if (end < 0) {
                return unknown;
            }
            pieces[count++] = vocabulary.find(piece(word, start, end));
            start = end;
        }
        return Arrays.copyOf(pieces, count);
    }

    private int endOfPiece(String word, int start) {
        int last = (int) Math.min(word.length(), (long) start + longestPiece);
        for (int end = last; end > start; end--) {
            boolean insidePair = end < word.length()
                    && Character.isLowSurrogate(word.charAt(end))
                    && Character.isHighSurrogate(word.charAt(end - 1));
            if (!insidePair && vocabulary.find(piece(word, start, end)) != Vocabulary.ABSENT) {
                return end;
            }
        }
        return -1;
    }

    private static String piece(String word, int start, int end) {
        String piece = word.substring(start, end);
        return start == 0 ? piece : CONTINUATION + piece;
    }
}

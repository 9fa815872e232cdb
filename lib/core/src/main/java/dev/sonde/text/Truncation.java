package dev.sonde.text;

import dev.sonde.display.SondeException;

/**
 * What happens to a text with too many tokens. The lengths count the special tokens that frame a text ({@code [CLS]} and
 * {@code [SEP]}, or LLaMA's first token), which are always kept.
 */
public sealed interface Truncation {
    /**
     * The end of the text goes.
     *
     * @param length the tokens that stay at most, special ones included
     */
    record Right(int length) implements Truncation {
        public Right {
            check(length);
        }
    }

    /**
     * The beginning of the text goes.
     *
     * @param length the tokens that stay at most, special ones included
     */
    record Left(int length) implements Truncation {
        public Left {
            check(length);
        }
    }

    /** All tokens stay. */
    record None() implements Truncation {}

    /** Cuts the end, so that at most {@code length} tokens stay, special ones included. */
    static Truncation right(int length) {
        return new Right(length);
    }

    /** Cuts the beginning, so that at most {@code length} tokens stay, special ones included. */
    static Truncation left(int length) {
        return new Left(length);
    }

    /** Cuts nothing. */
    static Truncation none() {
        return new None();
    }

    private static void check(int length) {
        if (length < 1) {
            throw new SondeException(
                    "A truncation to " + length + " tokens leaves nothing",
                    "Give a positive number of tokens, e.g. Truncation.right(32), or Truncation.none().");
        }
    }
}

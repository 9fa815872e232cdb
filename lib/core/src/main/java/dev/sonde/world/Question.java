package dev.sonde.world;

import java.util.Objects;

/**
 * A question about a scene that needs no location, and its answer.
 *
 * @param text such as {@code what colour is the circle?}
 * @param answer one word
 */
public record Question(String text, String answer) {
    public Question {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(answer, "answer");
    }

    @Override
    public String toString() {
        return text + " " + answer;
    }
}

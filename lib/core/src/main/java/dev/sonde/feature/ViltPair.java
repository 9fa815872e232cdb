package dev.sonde.feature;

import dev.sonde.text.TextInput;

/**
 * A text that ViLT reads with a picture.
 *
 * @param place of the example in its chunk
 * @param picture its place in the batch of pictures
 * @param length of the text in tokens
 */
record ViltPair(int place, int picture, String text, int length) {
    ViltPair(int place, int picture, String text, TextInput input) {
        this(place, picture, text, input.encode(text).length());
    }
}

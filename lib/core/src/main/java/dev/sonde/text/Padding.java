package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How the texts of a batch become equally long.
 *
 * @param length the length of every row, or empty for that of the longest text in the batch
 * @param side where the padding stands
 */
public record Padding(OptionalInt length, Side side) {
    /** An end of a row. */
    public enum Side {
        LEFT,
        RIGHT
    }

    public Padding {
        Objects.requireNonNull(side, "side");
        if (length.isPresent() && length.getAsInt() < 1) {
            throw new SondeException(
                    "A batch cannot be padded to " + length.getAsInt() + " tokens",
                    "Give a positive number of tokens, e.g. Padding.to(32), or Padding.longest().");
        }
    }

    /** Pads behind each text, up to the longest of the batch. */
    public static Padding longest() {
        return new Padding(OptionalInt.empty(), Side.RIGHT);
    }

    /** Pads behind each text, up to {@code length} tokens; a longer text in the batch is an error. */
    public static Padding to(int length) {
        return new Padding(OptionalInt.of(length), Side.RIGHT);
    }

    /** The same with the padding on another side. A language model that goes on writing wants it on the left. */
    public Padding withSide(Side newSide) {
        return new Padding(length, newSide);
    }
}

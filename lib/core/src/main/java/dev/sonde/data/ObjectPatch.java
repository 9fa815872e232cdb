package dev.sonde.data;

import dev.sonde.display.SondeException;
import java.util.Objects;

/**
 * One of the 16 x 16 patches of a photograph, inside the box of an object.
 *
 * @param object the object; its text is its category, its id that of the patch
 * @param number of the patch in the order of reading, from 0 at the top left to 255
 */
public record ObjectPatch(ReferringExpression object, int number) {
    /** Patches of a row, and of a column: 224 pixels of 14 each. */
    public static final int SIDE = 16;

    public ObjectPatch {
        Objects.requireNonNull(object, "object");
        if (number < 0 || number >= SIDE * SIDE) {
            throw new SondeException(
                    "There is no patch " + number + " (" + object.id() + ")", "Number them from 0 to 255.");
        }
    }

    /** The place of the patch, as shares of the photograph. */
    public Box place() {
        double side = 1.0 / SIDE;
        return new Box(number % SIDE * side, number / SIDE * side, side, side, Frame.UNIT);
    }

    /** The box of the object, as shares of the photograph. */
    public Box box() {
        return object.box().toUnit(object.knownSize());
    }

    /** Which share of the photograph the object's box covers. */
    public double share() {
        return box().width() * box().height();
    }

    /** The patch as an example for a probe. */
    Example example(Answer answer) {
        return new Example(object.id(), object.image(), object.text(), answer, object.tags());
    }
}

package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;

/**
 * What a tensor will be, before its elements are there.
 *
 * @param shape the lengths of the axes; an empty list is a scalar
 */
public record TensorShape(String name, StoredType type, List<Long> shape) {
    public TensorShape {
        shape = List.copyOf(shape);
        if (type.bytesOf(shape).isEmpty()) {
            throw new SondeException(
                    describe(name, type, shape) + " is impossible: expected at most " + StoredType.MAX_AXES
                            + " axes, no negative length, and less than 2^63 bytes",
                    "Correct the shape; if a file says so, it is damaged.");
        }
    }

    /** As {@link #TensorShape}, e.g. {@code TensorShape.of("itm_head.weight", StoredType.F32, 2, 768)}. */
    public static TensorShape of(String name, StoredType type, long... shape) {
        return new TensorShape(name, type, Arrays.stream(shape).boxed().toList());
    }

    /** How many bytes the elements have. */
    public long bytes() {
        return type.bytesOf(shape).orElseThrow();
    }

    /** Name, type and shape, e.g. {@code tensor "itm_head.bias" (F32 [2])}. */
    @Override
    public String toString() {
        return describe(name, type, shape);
    }

    private static String describe(String name, StoredType type, List<Long> shape) {
        List<Long> shown = shape.subList(0, Math.min(shape.size(), StoredType.MAX_AXES));
        return "tensor " + NearNames.shown(name) + " (" + type + " " + shown + ")";
    }
}

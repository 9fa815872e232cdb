package dev.sonde.format;

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
        StoredTensor.bytes(name, type, shape); // refuses impossible shapes
    }

    /** As {@link #TensorShape}, e.g. {@code TensorShape.of("itm_head.weight", StoredType.F32, 2, 768)}. */
    public static TensorShape of(String name, StoredType type, long... shape) {
        return new TensorShape(name, type, Arrays.stream(shape).boxed().toList());
    }

    /** How many bytes the elements have. */
    public long bytes() {
        return StoredTensor.bytes(name, type, shape);
    }
}

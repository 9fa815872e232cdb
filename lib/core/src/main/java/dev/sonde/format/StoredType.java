package dev.sonde.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How the elements of a stored tensor are written; all little-endian. */
public enum StoredType {
    /** IEEE double. */
    F64(8),
    /** IEEE single. */
    F32(4),
    /** IEEE half: 5 bits of exponent, 10 of fraction. */
    F16(2),
    /** The upper half of a single: 8 bits of exponent, 7 of fraction. */
    BF16(2),
    /** Signed, 64 bits. */
    I64(8),
    /** Signed, 32 bits. */
    I32(4),
    /** Signed, 16 bits. */
    I16(2),
    /** Signed, 8 bits. */
    I8(1),
    /** Unsigned, 8 bits. */
    U8(1),
    /** One byte, 0 or 1. */
    BOOL(1);

    /** The most axes that NumPy and PyTorch allow. */
    public static final int MAX_AXES = 64;

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether the elements are floating-point numbers. */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /**
     * The bytes of a tensor of that shape; empty if the shape is impossible: more than {@link #MAX_AXES} axes, a negative
     * length, or 2^63 bytes and more (also where another axis has length 0).
     */
    public OptionalLong bytesOf(List<Long> shape) {
        if (shape.size() > MAX_AXES) {
            return OptionalLong.empty();
        }
        long product = bytes;
        boolean empty = false;
        for (long length : shape) {
            long factor = Math.max(1, length);
            boolean overflow = Math.multiplyHigh(product, factor) != 0 || product * factor < 0;
            if (length < 0 || overflow) {
                return OptionalLong.empty();
            }
            empty |= length == 0;
            product *= factor;
        }
        return OptionalLong.of(empty ? 0 : product);
    }

    /** The type of that name in a safetensors header, if it is one of these. */
    public static Optional<StoredType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}

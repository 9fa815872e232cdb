package dev.sonde.format;

import java.nio.ByteBuffer;

/** Elements of each stored type as Java numbers. */
final class Elements {
    private Elements() {}

    static void toFloats(StoredType type, ByteBuffer from, float[] to, int start, int count) {
        switch (type) {
            case F32 -> from.asFloatBuffer().get(to, start, count);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = (float) from.getDouble(8 * i);
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = HalfPrecision.fromHalf(from.getShort(2 * i));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    to[start + i] = HalfPrecision.fromBfloat16(from.getShort(2 * i));
                }
            }
            default -> throw new IllegalArgumentException(type + " holds no floating-point numbers");
        }
    }

    /** The inverse; rounded to nearest, ties to even. */
    static void fromFloats(StoredType type, float[] from, int start, int count, ByteBuffer to) {
        switch (type) {
            case F32 -> to.asFloatBuffer().put(from, start, count);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    to.putDouble(8 * i, from[start + i]);
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    to.putShort(2 * i, HalfPrecision.toHalf(from[start + i]));
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    to.putShort(2 * i, HalfPrecision.toBfloat16(from[start + i]));
                }
            }
            default -> throw new IllegalArgumentException(type + " holds no floating-point numbers");
        }
    }

    static void toLongs(StoredType type, ByteBuffer from, long[] to, int start, int count) {
        if (type == StoredType.I64) {
            from.asLongBuffer().get(to, start, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            to[start + i] = switch (type) {
                case I32 -> from.getInt(4 * i);
                case I16 -> from.getShort(2 * i);
                case I8 -> from.get(i);
                case U8, BOOL -> Byte.toUnsignedLong(from.get(i));
                default -> throw new IllegalArgumentException(type + " holds no integers");
            };
        }
    }
}

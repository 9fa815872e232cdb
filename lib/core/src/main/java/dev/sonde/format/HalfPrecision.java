package dev.sonde.format;

/**
 * Numbers of 16 bits, in both formats: IEEE 754 half ({@code float16}) and the upper half of a single
 * ({@code bfloat16}). To 16 bits they are rounded to the nearest, ties to even, as PyTorch does.
 */
public final class HalfPrecision {
    private static final int HALF_INFINITY = 0x7C00;
    private static final int SINGLE_INFINITY = 0x7F800000;
    /** What a unit in the last place of the smallest half numbers is worth. */
    private static final float HALF_SUBNORMAL_UNIT = 0x1p-24f;
    /** 65520: the first single that rounds to infinity, halfway beyond the largest half, 65504. */
    private static final int FIRST_TO_INFINITY = 0x477FF000;
    /** 2^-14: the smallest normal half. */
    private static final int FIRST_NORMAL = 0x38800000;

    private HalfPrecision() {}

    /** The exact value of a half. */
    public static float fromHalf(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * HALF_SUBNORMAL_UNIT));
        }
        int single = exponent == 0x1F ? SINGLE_INFINITY : exponent + 112 << 23; // 127 - 15: the biases differ
        return Float.intBitsToFloat(sign | single | fraction << 13);
    }

    /** The nearest half; beyond 65520 infinity, and not-a-number stays so. */
    public static short toHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > SINGLE_INFINITY) {
            return (short) (sign | HALF_INFINITY | 0x200);
        }
        if (magnitude >= FIRST_TO_INFINITY) {
            return (short) (sign | HALF_INFINITY);
        }
        if (magnitude < FIRST_NORMAL) {
            // Math.rint rounds ties to even; 2^24 is exact, and 1024 becomes the smallest normal by itself.
            return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) / HALF_SUBNORMAL_UNIT));
        }
        return (short) (sign | roundedToEven(magnitude - (112 << 23), 13));
    }

    /** The exact value of a bfloat16. */
    public static float fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The nearest bfloat16; not-a-number stays so. */
    public static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7FFFFFFF) > SINGLE_INFINITY) {
            return (short) (bits >>> 16 & 0x8000 | 0x7FC0);
        }
        return (short) (bits >>> 16 & 0x8000 | roundedToEven(bits & 0x7FFFFFFF, 16));
    }

    // A carry out of the fraction raises the exponent, which is what rounding up means.
    private static int roundedToEven(int bits, int dropped) {
        int odd = bits >>> dropped & 1;
        return bits + (1 << dropped - 1) - 1 + odd >>> dropped;
    }
}

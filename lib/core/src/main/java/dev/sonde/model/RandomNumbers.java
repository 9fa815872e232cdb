package dev.sonde.model;

import dev.sonde.format.StoredType;
import dev.sonde.format.TensorBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Single-precision numbers around 0, each computed from the seed and its place alone: any part of a tensor of any size,
 * the same on every machine, without keeping one.
 *
 * <p>The bell is the sum of four uniform numbers (Irwin-Hall), cut at 3.46 deviations; the bits are SplitMix64's (Steele
 * et al. 2014).
 *
 * @param elements how many
 * @param deviation their standard deviation
 */
record RandomNumbers(long seed, long elements, double deviation) implements TensorBytes {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int BYTES = StoredType.F32.bytes();

    /** Of the sum of four whole numbers below 2^16: each has variance (2^32 - 1) / 12. */
    private static final double DEVIATION_OF_SUM = Math.sqrt(4 * ((1L << 32) - 1) / 12.0);

    private static final double MEAN_OF_SUM = 2 * 0xFFFF;

    @Override
    public long size() {
        return elements * BYTES;
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        long first = offset / BYTES;
        int count = (int) ((offset + length + BYTES - 1) / BYTES - first);
        ByteBuffer numbers = ByteBuffer.allocate(count * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            numbers.putFloat(number(first + i));
        }
        int skip = (int) (offset - first * BYTES);
        return numbers.slice(skip, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private float number(long place) {
        long bits = mixed(seed + (place + 1) * GOLDEN);
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (float) ((sum - MEAN_OF_SUM) * (deviation / DEVIATION_OF_SUM));
    }

    /** SplitMix64's finaliser. */
    static long mixed(long bits) {
        long z = bits;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}

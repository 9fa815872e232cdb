package dev.sonde.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Moves pixels between bytes and numbers, one number a pixel (red lowest), as single bytes take several times as long.
 */
final class RgbRow {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private RgbRow() {}

    /** A pixel, with anything in its upper byte. */
    static int pixel(byte[] samples, int at) {
        return at + Integer.BYTES <= samples.length
                ? (int) INT.get(samples, at)
                : samples[at] & 0xFF | (samples[at + 1] & 0xFF) << 8 | (samples[at + 2] & 0xFF) << 16;
    }

    /** Puts samples from 0 to 255 together. The loops of this class are those that become vector instructions. */
    static void pack(int[] red, int[] green, int[] blue, int[] packed) {
        for (int x = 0; x < packed.length; x++) {
            packed[x] = red[x] + (green[x] << 8) + (blue[x] << 16);
        }
    }

    /** Takes pixels apart. */
    static void unpack(int[] packed, int[] red, int[] green, int[] blue) {
        for (int x = 0; x < packed.length; x++) {
            red[x] = packed[x] & 0xFF;
        }
        for (int x = 0; x < packed.length; x++) {
            green[x] = packed[x] >> 8 & 0xFF;
        }
        for (int x = 0; x < packed.length; x++) {
            blue[x] = packed[x] >> 16 & 0xFF;
        }
    }

    /** Stores pixels whose upper byte is 0: eight in three stores, and what is left one by one. */
    static void store(int[] packed, byte[] samples, int at, int width) {
        int x = 0;
        // Places are reckoned from x, so that the compiler takes the checks of the array's bounds out of the loop.
        for (; x + 8 <= width; x += 8) {
            long third = packed[x + 2];
            long sixth = packed[x + 5];
            int to = at + RgbImage.CHANNELS * x;
            LONG.set(samples, to, packed[x] | (long) packed[x + 1] << 24 | third << 48);
            LONG.set(
                    samples,
                    to + 8,
                    third >>> 16 | (long) packed[x + 3] << 8 | (long) packed[x + 4] << 32 | sixth << 56);
            LONG.set(samples, to + 16, sixth >>> 8 | (long) packed[x + 6] << 16 | (long) packed[x + 7] << 40);
        }
        int to = at + RgbImage.CHANNELS * x;
        for (; x < width; x++) {
            samples[to++] = (byte) packed[x];
            samples[to++] = (byte) (packed[x] >> 8);
            samples[to++] = (byte) (packed[x] >> 16);
        }
    }
}

package dev.sonde.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Moves pixels between bytes and numbers, one number a pixel (red lowest), as single bytes take several times as long.
 */
final class RgbRow {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

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

    /** Stores pixels whose upper byte is 0: four in three stores, and what is left one by one. */
    static void store(int[] packed, byte[] samples, int at, int width) {
        int to = at;
        int x = 0;
        for (; x + 4 <= width; x += 4) {
            int second = packed[x + 1];
            int third = packed[x + 2];
            INT.set(samples, to, packed[x] | second << 24);
            INT.set(samples, to + 4, second >>> 8 | third << 16);
            INT.set(samples, to + 8, third >>> 16 | packed[x + 3] << 8);
            to += 12;
        }
        for (; x < width; x++) {
            samples[to++] = (byte) packed[x];
            samples[to++] = (byte) (packed[x] >> 8);
            samples[to++] = (byte) (packed[x] >> 16);
        }
    }
}

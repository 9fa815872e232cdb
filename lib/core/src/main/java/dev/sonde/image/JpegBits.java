package dev.sonde.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a scan of a JPEG file.
 *
 * <p>The bytes up to the next marker are first copied without the zeros that are stuffed in behind each 0xFF, so that they
 * can be read four at a time. Behind the last, zeros are handed out; {@link #check()} tells when they were used.
 */
final class JpegBits {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final int LOOK_MASK = (1 << JpegHuffman.LOOK_BITS) - 1;
    private static final int FF = 0xFF;

    /** Some encoders leave out the last bits before a marker. */
    private static final int TOLERATED_BITS = 16;

    private final byte[] file;

    /** Where the marker stands at which the data ended, or the file's length. */
    private int markerAt;

    private final byte[] data;
    private int end;
    private int at;
    private long buffer;
    private int count;
    private int invented;

    JpegBits(byte[] file, int from) {
        this.file = file;
        this.data = new byte[file.length - from + Long.BYTES];
        this.markerAt = from;
        copyData();
    }

    /** Where the marker stands that ended the scan. */
    int markerAt() {
        return markerAt;
    }

    private void copyData() {
        int from = markerAt;
        int to = 0;
        while (from < file.length) {
            if (from + Long.BYTES <= file.length) {
                long next = (long) LONG.get(file, from);
                // The customary test for a byte of zeros, on the complement: no byte is 0xFF.
                if ((~next - ONES & next & ONES << 7) == 0) {
                    LONG.set(data, to, next);
                    from += Long.BYTES;
                    to += Long.BYTES;
                    continue;
                }
            }
            boolean stuffed = file[from] == (byte) FF;
            if (stuffed && (from + 1 >= file.length || file[from + 1] != 0)) {
                break;
            }
            data[to++] = file[from];
            from += stuffed ? 2 : 1;
        }
        markerAt = from;
        end = to;
        at = 0;
    }

    /** Makes sure that 32 bits are at hand: enough for any code and its value. */
    void fill() {
        if (count < 32) {
            load();
        }
    }

    private void load() {
        if (at + Integer.BYTES <= end) {
            buffer = buffer << 32 | (int) INT.get(data, at) & 0xFFFFFFFFL;
            at += Integer.BYTES;
            count += Integer.SIZE;
            return;
        }
        while (count <= 48) {
            boolean isThere = at < end;
            buffer = buffer << 8 | (isThere ? data[at++] & FF : 0);
            invented += isThere ? 0 : 8;
            count += 8;
        }
    }

    /** The next entry of a table, whose code is taken; call {@link #fill()} first. */
    int entry(JpegHuffman table) throws BadImageException {
        int entry = table.entries()[(int) (buffer >>> (count - JpegHuffman.LOOK_BITS)) & LOOK_MASK];
        if (entry == 0) {
            entry = table.search((int) (buffer >>> (count - 16)) & 0xFFFF);
        }
        count -= entry & 31;
        return entry;
    }

    /** The value of an entry, with its further bits. */
    int value(int entry) {
        int size = entry >> 9 & 15;
        return size == 0 ? entry >> 16 : JpegHuffman.extend(take(size), size);
    }

    /** The next bits, at most 16; call {@link #fill()} first. */
    int take(int bits) {
        count -= bits;
        return (int) (buffer >>> count) & (1 << bits) - 1;
    }

    /**
     * Reads the AC coefficients of a block, dequantised.
     *
     * <p>The same as {@link #entry} and {@link #value} in a loop, but with the state in local variables: half of a
     * photograph's decoding is spent here.
     */
    void coefficients(JpegHuffman table, int[] factors, int[][] places, int block) throws BadImageException {
        int[] entries = table.entries();
        long bits = buffer;
        int left = count;
        for (int k = 1; k < 64; k++) {
            if (left < 32) {
                if (at + Integer.BYTES <= end) {
                    bits = bits << 32 | (int) INT.get(data, at) & 0xFFFFFFFFL;
                    at += Integer.BYTES;
                    left += Integer.SIZE;
                } else {
                    buffer = bits;
                    count = left;
                    load();
                    bits = buffer;
                    left = count;
                }
            }
            int entry = entries[(int) (bits >>> (left - JpegHuffman.LOOK_BITS)) & LOOK_MASK];
            if (entry == 0) {
                entry = table.search((int) (bits >>> (left - 16)) & 0xFFFF);
            }
            left -= entry & 31;
            k += entry >> 5 & 15;
            int value = entry >> 16;
            int size = entry >> 9 & 15;
            if (size != 0) {
                left -= size;
                value = JpegHuffman.extend((int) (bits >>> left) & (1 << size) - 1, size);
            } else if (value == 0) {
                if ((entry >> 5 & 15) == 15) {
                    continue;
                }
                break;
            }
            if (k > 63) {
                throw JpegSequential.tooLong();
            }
            places[JpegZigzag.PLACES[k]][block] = value * factors[k];
        }
        buffer = bits;
        count = left;
    }

    /** @throws BadImageException if more bits were taken than there are */
    void check() throws BadImageException {
        if (invented - count > TOLERATED_BITS) {
            throw markerAt + 1 >= file.length
                    ? BadImageException.truncated("JPEG")
                    : new BadImageException(
                            "is a damaged JPEG file: a scan ends at byte " + markerAt + " before its last block");
        }
    }

    /** Goes on behind a restart marker. */
    void restart(int number) throws BadImageException {
        check();
        count = 0;
        invented = 0;
        while (markerAt + 1 < file.length && file[markerAt + 1] == (byte) FF) {
            markerAt++;
        }
        if (markerAt + 1 >= file.length) {
            throw BadImageException.truncated("JPEG");
        }
        if ((file[markerAt + 1] & FF) != 0xD0 + (number & 7)) {
            throw new BadImageException(
                    "is a damaged JPEG file: no restart marker " + (number & 7) + " at byte " + markerAt);
        }
        markerAt += 2;
        copyData();
    }
}

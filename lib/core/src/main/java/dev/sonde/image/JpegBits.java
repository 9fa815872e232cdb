package dev.sonde.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a JPEG file's scans, without the bytes that are stuffed in.
 *
 * <p>At a marker, or at the end of the file, zeros are handed out; {@link #check()} tells when they were used.
 */
final class JpegBits {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Some encoders leave out the last bits before a marker. */
    private static final int TOLERATED_BITS = 16;

    private final byte[] file;
    private int at;
    private long buffer;
    private int count;
    private int invented;

    JpegBits(byte[] file, int from) {
        this.file = file;
        this.at = from;
    }

    /** Where the first byte lies that is not taken: after a scan, its next marker. */
    int at() {
        return at;
    }

    /** Makes sure that 32 bits are at hand: enough for any code and its value. */
    void fill() {
        if (count < 32) {
            load();
        }
    }

    private void load() {
        if (at + 4 <= file.length) {
            int next = (int) INT.get(file, at);
            // Classic test for a zero byte, on the complement: no byte is 0xFF, so nothing is stuffed.
            int complement = ~next;
            if ((complement - 0x01010101 & next & 0x80808080) == 0) {
                buffer = buffer << 32 | next & 0xFFFFFFFFL;
                count += 32;
                at += 4;
                return;
            }
        }
        while (count <= 48) {
            buffer = buffer << 8 | nextByte();
            count += 8;
        }
    }

    private int nextByte() {
        if (at < file.length && file[at] != (byte) 0xFF) {
            return file[at++] & 0xFF;
        }
        if (at + 1 < file.length && file[at + 1] == 0) {
            at += 2;
            return 0xFF;
        }
        invented += 8;
        return 0;
    }

    /** The next entry of a table, whose code is taken; call {@link #fill()} first. */
    int entry(JpegHuffman table) throws BadImageException {
        int entry = table.look((int) (buffer >>> (count - JpegHuffman.LOOK_BITS)) & (1 << JpegHuffman.LOOK_BITS) - 1);
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

    /** @throws BadImageException if more bits were taken than there are */
    void check() throws BadImageException {
        if (invented - count > TOLERATED_BITS) {
            throw at + 1 >= file.length
                    ? BadImageException.truncated("JPEG")
                    : new BadImageException("is a damaged JPEG file: a scan ends at byte " + at + " before its last block");
        }
    }

    /** Goes on behind a restart marker. */
    void restart(int number) throws BadImageException {
        check();
        count = 0;
        invented = 0;
        while (at + 1 < file.length && file[at] == (byte) 0xFF && file[at + 1] == (byte) 0xFF) {
            at++;
        }
        if (at + 1 >= file.length) {
            throw BadImageException.truncated("JPEG");
        }
        if (file[at] != (byte) 0xFF || (file[at + 1] & 0xFF) != 0xD0 + (number & 7)) {
            throw new BadImageException("is a damaged JPEG file: no restart marker " + (number & 7) + " at byte " + at);
        }
        at += 2;
    }
}

package dev.sonde.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the orientation in EXIF data; data that is broken has none, as a camera's note never makes a picture useless. */
final class ExifOrientation {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** @param tiff from its byte order mark (II or MM) on */
    static int read(byte[] tiff) {
        ByteBuffer in = ByteBuffer.wrap(tiff);
        if (tiff.length < 8 || tiff[0] != tiff[1] || tiff[0] != 'I' && tiff[0] != 'M') {
            return Orientation.AS_STORED;
        }
        in.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = in.getInt(4) & 0xFFFFFFFFL;
        if (in.getShort(2) != 42 || directory + 2 > tiff.length) {
            return Orientation.AS_STORED;
        }
        return find(in, (int) directory);
    }

    private static int find(ByteBuffer in, int directory) {
        int entries = in.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + i * ENTRY_BYTES;
            if (at + ENTRY_BYTES > in.limit()) {
                break;
            }
            if ((in.getShort(at) & 0xFFFF) == ORIENTATION && in.getShort(at + 2) == SHORT) {
                return in.getShort(at + 8);
            }
        }
        return Orientation.AS_STORED;
    }
}

package dev.sonde.image;

/** The markers of a JPEG file (T.81, table B.1), by their second byte. */
final class JpegMarker {
    static final int BASELINE = 0xC0;
    static final int EXTENDED = 0xC1;
    static final int PROGRESSIVE = 0xC2;
    static final int HUFFMAN_TABLES = 0xC4;
    static final int ARITHMETIC_TABLES = 0xCC;
    static final int LAST_FRAME = 0xCF;
    static final int START = 0xD8;
    static final int END = 0xD9;
    static final int SCAN = 0xDA;
    static final int QUANTISATION_TABLES = 0xDB;
    static final int RESTART_INTERVAL = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP14 = 0xEE;

    private JpegMarker() {}

    /** A marker that no length follows. */
    static boolean isBare(int marker) {
        return marker == 0x01 || marker >= 0xD0 && marker <= START;
    }

    static boolean isFrame(int marker) {
        return marker >= BASELINE
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != 0xC8
                && marker != ARITHMETIC_TABLES;
    }
}

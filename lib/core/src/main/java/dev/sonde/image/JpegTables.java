package dev.sonde.image;

/** The tables that a JPEG file defines on its way; each may be replaced later. */
final class JpegTables {
    private static final int TABLES = 4;

    final int[][] quantisation = new int[TABLES][];
    private final JpegHuffman[] dc = new JpegHuffman[TABLES];
    private final JpegHuffman[] ac = new JpegHuffman[TABLES];

    /** Null where there is no such table. */
    JpegHuffman dc(int number) {
        return number < TABLES ? dc[number] : null;
    }

    JpegHuffman ac(int number) {
        return number < TABLES ? ac[number] : null;
    }

    /** Factors in zigzag order. */
    void readQuantisation(ByteCursor in) throws BadImageException {
        while (in.left() > 0) {
            int head = in.byte8();
            int[] factors = new int[64];
            for (int k = 0; k < 64; k++) {
                factors[k] = head >> 4 == 0 ? in.byte8() : in.int16();
            }
            quantisation[checked(head & 15)] = factors;
        }
    }

    void readHuffman(ByteCursor in) throws BadImageException {
        // Some encoders leave a few bytes behind the last table.
        while (in.left() > 16) {
            int head = in.byte8();
            int[] counts = new int[17];
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = in.byte8();
                total += counts[length];
            }
            int[] symbols = new int[total];
            for (int i = 0; i < total; i++) {
                symbols[i] = in.byte8();
            }
            JpegHuffman[] kind = head >> 4 == 0 ? dc : ac;
            kind[checked(head & 15)] = new JpegHuffman(counts, symbols);
        }
    }

    private static int checked(int number) throws BadImageException {
        if (number >= TABLES) {
            throw new BadImageException("is a damaged JPEG file: it defines table " + number + "; there are 0 to 3");
        }
        return number;
    }
}

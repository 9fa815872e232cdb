package dev.sonde.image;

/** Decodes one scan of AC coefficients of a progressive file (T.81, G.1.2.2 and G.1.2.3). */
final class JpegProgressiveAc {
    private final JpegScan scan;
    private final JpegBits bits;
    private final JpegRestarts restarts;
    private final JpegComponent component;
    private final JpegHuffman table;

    /** Blocks that are left of a run without further coefficients. */
    private int blocksToSkip;

    JpegProgressiveAc(JpegScan scan, JpegBits bits, JpegRestarts restarts) throws BadImageException {
        this.scan = scan;
        this.bits = bits;
        this.restarts = restarts;
        this.component = scan.parts().get(0).component();
        this.table = scan.parts().get(0).ac();
        if (table == null) {
            throw new BadImageException("is a damaged JPEG file: a scan lacks its Huffman table");
        }
    }

    void decode(short[] values) throws BadImageException {
        for (int y = 0; y < component.blocksHigh; y++) {
            for (int x = 0; x < component.blocksWide; x++) {
                if (restarts.beforeMcu()) {
                    blocksToSkip = 0;
                }
                int block = (y * component.paddedBlocksWide + x) * 64;
                if (scan.high() == 0) {
                    decodeFirst(values, block);
                } else {
                    refine(values, block);
                }
            }
            bits.check();
        }
    }

    private void decodeFirst(short[] values, int block) throws BadImageException {
        if (blocksToSkip > 0) {
            blocksToSkip--;
            return;
        }
        for (int k = scan.from(); k <= scan.to(); k++) {
            bits.fill();
            int entry = bits.entry(table);
            int value = bits.value(entry);
            int run = entry >> 5 & 15;
            if (value == 0 && run < 15) {
                blocksToSkip = runOfBlocks(run) - 1;
                return;
            }
            k += run;
            if (k > 63) {
                throw JpegSequential.tooLong();
            }
            values[block + k] = (short) (value << scan.low());
        }
    }

    private int runOfBlocks(int size) {
        bits.fill();
        return (1 << size) + (size == 0 ? 0 : bits.take(size));
    }

    /** Bits for coefficients that are known already stand between the codes of new ones, which are 1 or −1. */
    private void refine(short[] values, int block) throws BadImageException {
        int k = scan.from();
        while (blocksToSkip == 0 && k <= scan.to()) {
            bits.fill();
            int entry = bits.entry(table);
            int run = entry >> 5 & 15;
            boolean isNew = (entry >> 9 & 15) != 0 || entry >> 16 != 0;
            int value = isNew ? bits.value(entry) : 0;
            if (!isNew && run < 15) {
                blocksToSkip = runOfBlocks(run);
                break;
            }
            k = refineKnown(values, block, k, run);
            if (isNew && k <= scan.to()) {
                values[block + k] = (short) (value > 0 ? 1 << scan.low() : -1 << scan.low());
            }
            k++;
        }
        if (blocksToSkip > 0) {
            refineKnown(values, block, k, 64);
            blocksToSkip--;
        }
    }

    /** Refines up to the coefficient that comes after so many unknown ones, and gives its place. */
    private int refineKnown(short[] values, int block, int from, int unknown) {
        int left = unknown;
        for (int k = from; k <= scan.to(); k++) {
            int value = values[block + k];
            if (value == 0) {
                if (left-- == 0) {
                    return k;
                }
                continue;
            }
            bits.fill();
            if (bits.take(1) != 0 && (value & 1 << scan.low()) == 0) {
                values[block + k] += (short) (value > 0 ? 1 << scan.low() : -1 << scan.low());
            }
        }
        return scan.to() + 1;
    }
}

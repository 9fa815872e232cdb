package dev.sonde.image;

import java.util.ArrayList;
import java.util.List;

/** Decodes a scan of a baseline file: blocks row by row, straight to samples. */
final class JpegSequential {
    private final JpegFrame frame;
    private final JpegScan scan;
    private final JpegBits bits;
    private final JpegRestarts restarts;

    JpegSequential(JpegFrame frame, JpegScan scan, JpegBits bits, int restartInterval) {
        this.frame = frame;
        this.scan = scan;
        this.bits = bits;
        this.restarts = new JpegRestarts(scan, bits, restartInterval);
    }

    void decode() throws BadImageException {
        for (JpegScan.Part part : scan.parts()) {
            if (part.dc() == null || part.ac() == null) {
                throw new BadImageException("is a damaged JPEG file: a scan lacks its Huffman tables");
            }
            part.component().allocatePlane();
        }
        if (scan.isInterleaved()) {
            decodeInterleaved();
        } else {
            decodeSingle(scan.parts().get(0));
        }
    }

    private void decodeInterleaved() throws BadImageException {
        List<int[][][]> rows = new ArrayList<>();
        for (JpegScan.Part part : scan.parts()) {
            rows.add(new int[part.component().vertical][64][part.component().paddedBlocksWide]);
        }
        JpegComponent first = scan.parts().get(0).component();
        int mcusWide = first.paddedBlocksWide / first.horizontal;
        int mcusHigh = first.paddedBlocksHigh / first.vertical;
        for (int mcuY = 0; mcuY < mcusHigh; mcuY++) {
            for (int mcuX = 0; mcuX < mcusWide; mcuX++) {
                restarts.beforeMcu();
                for (int i = 0; i < rows.size(); i++) {
                    decodeMcu(scan.parts().get(i), rows.get(i), mcuX);
                }
            }
            bits.check();
            for (int i = 0; i < rows.size(); i++) {
                transform(scan.parts().get(i).component(), rows.get(i), mcuY);
            }
        }
    }

    private void decodeMcu(JpegScan.Part part, int[][][] rows, int mcuX) throws BadImageException {
        int horizontal = part.component().horizontal;
        for (int[][] row : rows) {
            for (int x = 0; x < horizontal; x++) {
                decodeBlock(part, row, mcuX * horizontal + x);
            }
        }
    }

    private static void transform(JpegComponent component, int[][][] rows, int mcuY) {
        for (int i = 0; i < rows.length; i++) {
            transform(component, rows[i], mcuY * rows.length + i);
        }
    }

    private static void transform(JpegComponent component, int[][] row, int y) {
        int at = y * JpegComponent.BLOCK * component.stride();
        JpegInverseDct.transform(row, component.plane, at, component.stride());
    }

    /** A scan of one component has only the blocks that hold samples of the picture. */
    private void decodeSingle(JpegScan.Part part) throws BadImageException {
        JpegComponent component = part.component();
        int[][] row = new int[64][component.paddedBlocksWide];
        for (int y = 0; y < component.blocksHigh; y++) {
            for (int x = 0; x < component.blocksWide; x++) {
                restarts.beforeMcu();
                decodeBlock(part, row, x);
            }
            bits.check();
            transform(component, row, y);
        }
    }

    private void decodeBlock(JpegScan.Part part, int[][] row, int block) throws BadImageException {
        JpegComponent component = part.component();
        int[] factors = component.factors;
        bits.fill();
        component.lastDc += bits.value(bits.entry(part.dc()));
        row[0][block] = component.lastDc * factors[0];
        JpegHuffman table = part.ac();
        for (int k = 1; k < 64; k++) {
            bits.fill();
            int entry = bits.entry(table);
            int value = bits.value(entry);
            int run = entry >> 5 & 15;
            if (value == 0 && run < 15) {
                return;
            }
            k += run;
            if (k > 63) {
                throw tooLong();
            }
            row[JpegZigzag.PLACES[k]][block] = value * factors[k];
        }
    }

    static BadImageException tooLong() {
        return new BadImageException("is a damaged JPEG file: a block has more than 64 coefficients");
    }
}

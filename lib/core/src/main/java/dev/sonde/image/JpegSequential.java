package dev.sonde.image;

import java.util.ArrayList;
import java.util.List;

/** Decodes a scan of a baseline file: blocks row by row, straight to samples. */
final class JpegSequential {
    private final JpegScan scan;
    private final JpegBits bits;
    private final JpegRestarts restarts;

    JpegSequential(JpegScan scan, JpegBits bits, int restartInterval) {
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
        List<JpegBlocks> blocks = new ArrayList<>();
        scan.parts().forEach(part -> blocks.add(new JpegBlocks(part.component())));
        JpegComponent first = scan.parts().get(0).component();
        int mcusWide = first.paddedBlocksWide / first.horizontal;
        int mcusHigh = first.paddedBlocksHigh / first.vertical;
        for (int mcuY = 0; mcuY < mcusHigh; mcuY++) {
            for (int mcuX = 0; mcuX < mcusWide; mcuX++) {
                restarts.beforeMcu();
                for (int i = 0; i < blocks.size(); i++) {
                    decodeMcu(scan.parts().get(i), blocks.get(i), mcuX, mcuY);
                }
            }
            bits.check();
            for (int i = 0; i < blocks.size(); i++) {
                finishRows(blocks.get(i), scan.parts().get(i).component(), mcuY);
            }
        }
    }

    private void decodeMcu(JpegScan.Part part, JpegBlocks blocks, int mcuX, int mcuY) throws BadImageException {
        JpegComponent component = part.component();
        for (int y = 0; y < component.vertical; y++) {
            int start = blocks.rowStart(mcuY * component.vertical + y) + mcuX * component.horizontal;
            for (int x = 0; x < component.horizontal; x++) {
                decodeBlock(part, blocks.coefficients, start + x);
            }
        }
    }

    private static void finishRows(JpegBlocks blocks, JpegComponent component, int mcuY) {
        for (int y = 0; y < component.vertical; y++) {
            blocks.finishRow(mcuY * component.vertical + y);
        }
    }

    /** A scan of one component has only the blocks that hold samples of the picture. */
    private void decodeSingle(JpegScan.Part part) throws BadImageException {
        JpegComponent component = part.component();
        JpegBlocks blocks = new JpegBlocks(component);
        for (int y = 0; y < component.paddedBlocksHigh; y++) {
            for (int x = 0; x < component.blocksWide && y < component.blocksHigh; x++) {
                restarts.beforeMcu();
                decodeBlock(part, blocks.coefficients, blocks.rowStart(y) + x);
            }
            bits.check();
            blocks.finishRow(y);
        }
    }

    private void decodeBlock(JpegScan.Part part, int[][] places, int block) throws BadImageException {
        JpegComponent component = part.component();
        bits.fill();
        component.lastDc += bits.value(bits.entry(part.dc()));
        places[0][block] = component.lastDc * component.factors[0];
        bits.coefficients(part.ac(), component.factors, places, block);
    }

    static BadImageException tooLong() {
        return new BadImageException("is a damaged JPEG file: a block has more than 64 coefficients");
    }
}

package dev.sonde.image;

import java.util.IdentityHashMap;
import java.util.Map;

/** Decodes the scans of a progressive file (T.81, annex G): coefficients grow scan by scan and are transformed at the end. */
final class JpegProgressive {
    /** Per component, 64 coefficients a block in zigzag order. */
    private final Map<JpegComponent, short[]> coefficients = new IdentityHashMap<>();

    private final JpegFrame frame;

    JpegProgressive(JpegFrame frame) {
        this.frame = frame;
        for (JpegComponent component : frame.components()) {
            coefficients.put(component, new short[Math.toIntExact(component.blocks() * 64)]);
        }
    }

    void decode(JpegScan scan, JpegBits bits, int restartInterval) throws BadImageException {
        scan.checkProgressive();
        JpegRestarts restarts = new JpegRestarts(scan, bits, restartInterval);
        if (scan.from() > 0) {
            JpegScan.Part part = scan.parts().get(0);
            new JpegProgressiveAc(scan, bits, restarts).decode(coefficients.get(part.component()));
        } else if (scan.isInterleaved()) {
            decodeInterleavedDc(scan, bits, restarts);
        } else {
            decodeSingleDc(scan, bits, restarts);
        }
    }

    private void decodeInterleavedDc(JpegScan scan, JpegBits bits, JpegRestarts restarts) throws BadImageException {
        JpegComponent first = scan.parts().get(0).component();
        int mcusWide = first.paddedBlocksWide / first.horizontal;
        int mcusHigh = first.paddedBlocksHigh / first.vertical;
        for (int mcuY = 0; mcuY < mcusHigh; mcuY++) {
            for (int mcuX = 0; mcuX < mcusWide; mcuX++) {
                restarts.beforeMcu();
                for (JpegScan.Part part : scan.parts()) {
                    decodeMcuDc(scan, part, bits, mcuX, mcuY);
                }
            }
            bits.check();
        }
    }

    private void decodeMcuDc(JpegScan scan, JpegScan.Part part, JpegBits bits, int mcuX, int mcuY)
            throws BadImageException {
        JpegComponent component = part.component();
        for (int y = 0; y < component.vertical; y++) {
            for (int x = 0; x < component.horizontal; x++) {
                int row = mcuY * component.vertical + y;
                decodeDc(scan, part, bits, row * component.paddedBlocksWide + mcuX * component.horizontal + x);
            }
        }
    }

    private void decodeSingleDc(JpegScan scan, JpegBits bits, JpegRestarts restarts) throws BadImageException {
        JpegScan.Part part = scan.parts().get(0);
        for (int y = 0; y < part.component().blocksHigh; y++) {
            for (int x = 0; x < part.component().blocksWide; x++) {
                restarts.beforeMcu();
                decodeDc(scan, part, bits, y * part.component().paddedBlocksWide + x);
            }
            bits.check();
        }
    }

    private void decodeDc(JpegScan scan, JpegScan.Part part, JpegBits bits, int block) throws BadImageException {
        short[] values = coefficients.get(part.component());
        bits.fill();
        if (scan.high() > 0) {
            values[block * 64] |= (short) (bits.take(1) << scan.low());
            return;
        }
        if (part.dc() == null) {
            throw new BadImageException("is a damaged JPEG file: a scan lacks its Huffman table");
        }
        part.component().lastDc += bits.value(bits.entry(part.dc()));
        values[block * 64] = (short) (part.component().lastDc << scan.low());
    }

    /** Dequantises and transforms all blocks. */
    void transform() throws BadImageException {
        for (JpegComponent component : frame.components()) {
            if (component.factors.length == 0) {
                throw new BadImageException("is a damaged JPEG file: no scan has component " + component.id);
            }
            component.allocatePlane();
            JpegBlocks blocks = new JpegBlocks(component);
            short[] values = coefficients.get(component);
            for (int y = 0; y < component.paddedBlocksHigh; y++) {
                dequantise(component, values, y, blocks);
                blocks.finishRow(y);
            }
        }
    }

    private static void dequantise(JpegComponent component, short[] values, int y, JpegBlocks blocks) {
        int from = y * component.paddedBlocksWide * 64;
        int to = blocks.rowStart(y);
        for (int k = 0; k < 64; k++) {
            int[] place = blocks.coefficients[JpegZigzag.PLACES[k]];
            for (int b = 0; b < component.paddedBlocksWide; b++) {
                place[to + b] = values[from + b * 64 + k] * component.factors[k];
            }
        }
    }
}

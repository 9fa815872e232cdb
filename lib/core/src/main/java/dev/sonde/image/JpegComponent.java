package dev.sonde.image;

/** One component (Y, Cb, …) of a JPEG file: its sampling, and its samples as they become known. */
final class JpegComponent {
    static final int BLOCK = 8;

    final int id;

    /** Sampling factors, 1 to 4. */
    final int horizontal;

    final int vertical;

    private final int quantisation;

    /** Samples that belong to the picture. */
    final int width;

    final int height;

    /** Blocks that hold them; those of an interleaved scan fill up the last MCU. */
    final int blocksWide;

    final int blocksHigh;
    final int paddedBlocksWide;
    final int paddedBlocksHigh;

    /** Samples, paddedBlocksHigh x 8 rows of {@link #stride()}. */
    byte[] plane = {};

    /** The dequantising factors in zigzag order, as they are when the component's first scan begins. */
    int[] factors = {};

    int lastDc;

    JpegComponent(int id, int sampling, int quantisation, ImageSize size, int mostHorizontal, int mostVertical) {
        this.id = id;
        this.horizontal = sampling >> 4;
        this.vertical = sampling & 15;
        this.quantisation = quantisation;
        this.width = ceilDivide(size.width() * (long) horizontal, mostHorizontal);
        this.height = ceilDivide(size.height() * (long) vertical, mostVertical);
        this.blocksWide = ceilDivide(width, BLOCK);
        this.blocksHigh = ceilDivide(height, BLOCK);
        this.paddedBlocksWide = ceilDivide(size.width(), BLOCK * mostHorizontal) * horizontal;
        this.paddedBlocksHigh = ceilDivide(size.height(), BLOCK * mostVertical) * vertical;
    }

    int stride() {
        return paddedBlocksWide * BLOCK;
    }

    long blocks() {
        return (long) paddedBlocksWide * paddedBlocksHigh;
    }

    /** Notes the table of factors, as a later one may take its place. */
    void beginScan(int[][] tables) throws BadImageException {
        lastDc = 0;
        if (factors.length == 0) {
            if (quantisation >= tables.length || tables[quantisation] == null) {
                throw new BadImageException("is a damaged JPEG file: it lacks quantisation table " + quantisation);
            }
            factors = tables[quantisation].clone();
        }
    }

    void allocatePlane() {
        plane = new byte[Math.multiplyExact(paddedBlocksHigh * BLOCK, stride())];
    }

    static int ceilDivide(long number, int divisor) {
        return Math.toIntExact((number + divisor - 1) / divisor);
    }
}

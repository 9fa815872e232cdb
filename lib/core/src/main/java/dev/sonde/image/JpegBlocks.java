package dev.sonde.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Some rows of blocks of one component: their coefficients, and the inverse discrete cosine transform that makes samples
 * of them, to the bit that of libjpeg's {@code jidctint.c} ("islow": Loeffler, Ligtenberg and Moschytz 1989, in 13-bit
 * fixed point).
 *
 * <p>libjpeg rounds only at the end of each of its two passes. All before is a sum of whole multiples, so any order of the
 * sums gives the same bits. Here each sum is one short loop over all blocks: the shape of loop that the JIT compiler
 * turns into vector instructions (it gives up on longer ones).
 */
final class JpegBlocks {
    private static final int CONSTANT_BITS = 13;
    private static final int COLUMN_SHIFT = CONSTANT_BITS - 2;
    private static final int ROW_SHIFT = CONSTANT_BITS + 2 + 3;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** So many blocks at once, at least: with fewer, most of a vector loop is its beginning and its end. */
    private static final int FEWEST_BLOCKS = 160;

    /** Coefficient (row x 8 + column) of each block, dequantised. */
    final int[][] coefficients;

    private final JpegComponent component;
    private final int rows;
    private final int[][] even;
    private final int[][] odd;
    private final int[] left;
    private final int[] right;

    JpegBlocks(JpegComponent component) {
        int wide = component.paddedBlocksWide;
        int mcuRows = JpegComponent.ceilDivide(FEWEST_BLOCKS, wide * component.vertical);
        this.component = component;
        this.rows = Math.min(mcuRows * component.vertical, component.paddedBlocksHigh);
        int blocks = Math.multiplyExact(rows, wide);
        this.coefficients = new int[64][blocks];
        this.even = new int[4][blocks];
        this.odd = new int[4][blocks];
        this.left = new int[blocks];
        this.right = new int[blocks];
    }

    /** Where the first block of a row of the component is kept. */
    int rowStart(int row) {
        return row % rows * component.paddedBlocksWide;
    }

    /** Makes samples once all rows that belong together are there. */
    void finishRow(int row) {
        boolean last = row + 1 == component.paddedBlocksHigh;
        if (last || (row + 1) % rows == 0) {
            transform(row - row % rows, row % rows + 1);
        }
    }

    /** Makes samples of the first rows, and clears all coefficients. */
    private void transform(int firstRow, int count) {
        int[][] c = coefficients;
        for (int x = 0; x < 8; x++) {
            sums(c[x], c[8 + x], c[16 + x], c[24 + x], c[32 + x], c[40 + x], c[48 + x], c[56 + x], COLUMN_SHIFT);
            for (int i = 0; i < 4; i++) {
                combineColumns(even[i], odd[i], c[8 * i + x], c[8 * (7 - i) + x]);
            }
        }
        for (int y = 0; y < 64; y += 8) {
            sums(c[y], c[y + 1], c[y + 2], c[y + 3], c[y + 4], c[y + 5], c[y + 6], c[y + 7], ROW_SHIFT);
            for (int i = 0; i < 4; i++) {
                combineRows(even[i], odd[i], c[y + i], c[y + 7 - i]);
            }
            pack(c[y], c[y + 1], c[y + 2], c[y + 3], left);
            pack(c[y + 4], c[y + 5], c[y + 6], c[y + 7], right);
            for (int row = 0; row < count; row++) {
                store(row, ((firstRow + row) * JpegComponent.BLOCK + (y >> 3)) * component.stride());
            }
        }
        for (int[] coefficient : c) {
            Arrays.fill(coefficient, 0);
        }
    }

    /** The factors are √2 cos(kπ/16) times 2^13, but for a last bit here and there, as libjpeg's own roundings add up. */
    private void sums(int[] s0, int[] s1, int[] s2, int[] s3, int[] s4, int[] s5, int[] s6, int[] s7, int shift) {
        int half = 1 << (shift - 1);
        evenSums(s0, s4, 1, s2, 10703, s6, 4433, half, even[0], even[3]);
        evenSums(s0, s4, -1, s2, 4433, s6, -10704, half, even[1], even[2]);
        oddSum(s1, 11363, s3, 9633, s5, 6437, s7, 2260, odd[0]);
        oddSum(s1, 9633, s3, -2259, s5, -11362, s7, -6436, odd[1]);
        oddSum(s1, 6437, s3, -11362, s5, 2261, s7, 9633, odd[2]);
        oddSum(s1, 2260, s3, -6436, s5, 9633, s7, -11363, odd[3]);
    }

    private static void evenSums(
            int[] s0, int[] s4, int sign, int[] s2, int f2, int[] s6, int f6, int half, int[] plus, int[] minus) {
        int factor = sign << CONSTANT_BITS;
        for (int b = 0; b < plus.length; b++) {
            int outer = (s0[b] << CONSTANT_BITS) + s4[b] * factor + half;
            int inner = s2[b] * f2 + s6[b] * f6;
            plus[b] = outer + inner;
            minus[b] = outer - inner;
        }
    }

    private static void oddSum(int[] s1, int f1, int[] s3, int f3, int[] s5, int f5, int[] s7, int f7, int[] sum) {
        for (int b = 0; b < sum.length; b++) {
            sum[b] = s1[b] * f1 + s3[b] * f3 + s5[b] * f5 + s7[b] * f7;
        }
    }

    // Two methods for two shifts: a shift that is no constant is not turned into vector instructions.
    private static void combineColumns(int[] even, int[] odd, int[] first, int[] last) {
        for (int b = 0; b < even.length; b++) {
            int e = even[b];
            int o = odd[b];
            first[b] = (e + o) >> COLUMN_SHIFT;
            last[b] = (e - o) >> COLUMN_SHIFT;
        }
    }

    private static void combineRows(int[] even, int[] odd, int[] first, int[] last) {
        for (int b = 0; b < even.length; b++) {
            int e = even[b];
            int o = odd[b];
            first[b] = (e + o) >> ROW_SHIFT;
            last[b] = (e - o) >> ROW_SHIFT;
        }
    }

    /** Centres four samples on 128, clips them to 0 … 255, and puts them into one number, the first lowest. */
    private static void pack(int[] first, int[] second, int[] third, int[] fourth, int[] packed) {
        for (int b = 0; b < packed.length; b++) {
            packed[b] = Clip.toByte(first[b] + 128);
        }
        add(second, 1 << 8, packed);
        add(third, 1 << 16, packed);
        add(fourth, 1 << 24, packed);
    }

    private static void add(int[] samples, int factor, int[] packed) {
        for (int b = 0; b < packed.length; b++) {
            packed[b] += Clip.toByte(samples[b] + 128) * factor;
        }
    }

    private void store(int row, int at) {
        byte[] plane = component.plane;
        int from = row * component.paddedBlocksWide;
        int to = at;
        for (int b = 0; b < component.paddedBlocksWide; b++) {
            INT.set(plane, to, left[from + b]);
            INT.set(plane, to + 4, right[from + b]);
            to += JpegComponent.BLOCK;
        }
    }
}

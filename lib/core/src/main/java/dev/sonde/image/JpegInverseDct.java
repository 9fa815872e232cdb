package dev.sonde.image;

/**
 * The inverse discrete cosine transform of libjpeg's {@code jidctint.c} ("islow": Loeffler, Ligtenberg and Moschytz
 * 1989, in 13-bit fixed point), to the bit.
 *
 * <p>Many blocks at once: coefficient k of block b is {@code coefficients[k][b]}. Each of the 16 one-dimensional
 * transforms is one loop over the blocks, which the JIT compiler turns into vector instructions.
 */
final class JpegInverseDct {
    private static final int CONSTANT_BITS = 13;
    private static final int EXTRA_BITS = 2;
    private static final int COLUMN_SHIFT = CONSTANT_BITS - EXTRA_BITS;
    private static final int ROW_SHIFT = CONSTANT_BITS + EXTRA_BITS + 3;

    // Each is its decimal times 2^13, rounded.
    private static final int F_0_298 = 2446;
    private static final int F_0_390 = 3196;
    private static final int F_0_541 = 4433;
    private static final int F_0_765 = 6270;
    private static final int F_0_899 = 7373;
    private static final int F_1_175 = 9633;
    private static final int F_1_501 = 12299;
    private static final int F_1_847 = 15137;
    private static final int F_1_961 = 16069;
    private static final int F_2_053 = 16819;
    private static final int F_2_562 = 20995;
    private static final int F_3_072 = 25172;

    private JpegInverseDct() {}

    /**
     * Transforms a row of blocks and clears their coefficients.
     *
     * @param coefficients 64 x blocks, dequantised
     * @param at where the first sample goes in the plane
     */
    static void transform(int[][] coefficients, byte[] plane, int at, int stride) {
        int[][] c = coefficients;
        for (int x = 0; x < 8; x++) {
            pass(c[x], c[8 + x], c[16 + x], c[24 + x], c[32 + x], c[40 + x], c[48 + x], c[56 + x], COLUMN_SHIFT);
        }
        for (int y = 0; y < 64; y += 8) {
            pass(c[y], c[y + 1], c[y + 2], c[y + 3], c[y + 4], c[y + 5], c[y + 6], c[y + 7], ROW_SHIFT);
            for (int x = 0; x < 8; x++) {
                store(c[y + x], plane, at + (y >> 3) * stride + x);
            }
        }
    }

    /** One of the eight samples of a row, of each block: centred on 128, clipped. */
    private static void store(int[] samples, byte[] plane, int at) {
        int to = at;
        for (int b = 0; b < samples.length; b++) {
            plane[to] = (byte) Math.min(Math.max(samples[b] + 128, 0), 255);
            samples[b] = 0;
            to += 8;
        }
    }

    private static void pass(
            int[] s0, int[] s1, int[] s2, int[] s3, int[] s4, int[] s5, int[] s6, int[] s7, int shift) {
        int half = 1 << (shift - 1);
        for (int b = 0; b < s0.length; b++) {
            int even = (s2[b] + s6[b]) * F_0_541;
            int even2 = even - s6[b] * F_1_847;
            int even3 = even + s2[b] * F_0_765;
            int even0 = (s0[b] + s4[b]) << CONSTANT_BITS;
            int even1 = (s0[b] - s4[b]) << CONSTANT_BITS;
            int sum0 = even0 + even3 + half;
            int sum3 = even0 - even3 + half;
            int sum1 = even1 + even2 + half;
            int sum2 = even1 - even2 + half;

            int z5 = (s7[b] + s3[b] + s5[b] + s1[b]) * F_1_175;
            int z3 = z5 - (s7[b] + s3[b]) * F_1_961;
            int z4 = z5 - (s5[b] + s1[b]) * F_0_390;
            int z1 = (s7[b] + s1[b]) * F_0_899;
            int z2 = (s5[b] + s3[b]) * F_2_562;
            int odd0 = s7[b] * F_0_298 - z1 + z3;
            int odd1 = s5[b] * F_2_053 - z2 + z4;
            int odd2 = s3[b] * F_3_072 - z2 + z3;
            int odd3 = s1[b] * F_1_501 - z1 + z4;

            s0[b] = (sum0 + odd3) >> shift;
            s7[b] = (sum0 - odd3) >> shift;
            s1[b] = (sum1 + odd2) >> shift;
            s6[b] = (sum1 - odd2) >> shift;
            s2[b] = (sum2 + odd1) >> shift;
            s5[b] = (sum2 - odd1) >> shift;
            s3[b] = (sum3 + odd0) >> shift;
            s4[b] = (sum3 - odd0) >> shift;
        }
    }
}

package dev.sonde.image;

/**
 * For one side of a picture: which source samples make each target sample, and with which weights.
 *
 * <p>Pillow's {@code precompute_coeffs} and {@code normalize_coeffs_8bpc} (src/libImaging/Resample.c, version 12): the
 * bicubic kernel with a = −0.5, its support widened by the factor of reduction; weights in 64-bit floating point,
 * normalised, then rounded to 22-bit fixed point.
 *
 * @param first per target sample, the first source sample
 * @param weights per target sample, the weight of each source sample from the first on, times 2^22
 */
record ResizeTable(int[] first, int[][] weights) {
    /** 32 bits less 8 for the sample and 2 for weights whose sum of magnitudes is above 1. */
    static final int FRACTION_BITS = 22;

    private static final double A = -0.5;
    private static final double SUPPORT = 2;

    static ResizeTable of(int sourceLength, int targetLength) {
        double scale = (double) sourceLength / targetLength;
        double widening = Math.max(scale, 1);
        double support = SUPPORT * widening;
        int[] first = new int[targetLength];
        int[][] weights = new int[targetLength][];
        for (int target = 0; target < targetLength; target++) {
            double centre = (target + 0.5) * scale;
            // The casts cut towards zero, as in C: a negative start becomes 0 either way.
            int from = Math.max((int) (centre - support + 0.5), 0);
            int to = Math.min((int) (centre + support + 0.5), sourceLength);
            first[target] = from;
            weights[target] = fixedPoint(kernel(from, to, centre, 1 / widening));
        }
        return new ResizeTable(first, weights);
    }

    private static double[] kernel(int from, int to, double centre, double narrowing) {
        double[] kernel = new double[to - from];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = bicubic((i + from - centre + 0.5) * narrowing);
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length && sum != 0; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    private static int[] fixedPoint(double[] kernel) {
        int[] fixed = new int[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            double scaled = kernel[i] * (1 << FRACTION_BITS);
            fixed[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }

    private static double bicubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}

package dev.sonde.stats;

import java.util.Arrays;

/** How often the sum of numbers with random signs is, in size, at least the sum with the signs they have. */
final class SignFlips {
    /** Sums that are equal but for rounding differ by less than this share of the sum of all sizes. */
    private static final double EQUAL = 1e-12;

    private SignFlips() {}

    /** The share over all sign flips of up to 40 numbers. */
    static double exact(double[] numbers) {
        double threshold = threshold(numbers);
        if (threshold <= 0) {
            return 1;
        }
        // Any flip is one of the first half and one of the second: sorted, their sums are counted without being formed.
        int half = numbers.length / 2;
        double[] first = sums(Arrays.copyOfRange(numbers, 0, half));
        double[] second = sums(Arrays.copyOfRange(numbers, half, numbers.length));
        long large = 0;
        int reach = second.length;
        for (double sum : first) {
            while (reach > 0 && sum + second[reach - 1] >= threshold) {
                reach--;
            }
            large += second.length - reach;
        }
        // Each flip has a mirror image with the opposite sum.
        return 2.0 * large / ((double) first.length * second.length);
    }

    /** The share over random flips, the flip that was seen among them. */
    static double random(double[] numbers, int flips, long seed) {
        double threshold = threshold(numbers);
        SplitMix random = new SplitMix(seed);
        long[] bits =
                Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).toArray();
        int large = 0;
        for (int flip = 0; flip < flips; flip++) {
            large += Math.abs(randomSum(bits, random)) >= threshold ? 1 : 0;
        }
        return (1.0 + large) / (1.0 + flips);
    }

    /** A branch per number would be mispredicted half of the time, so the sign bit is flipped instead. */
    private static double randomSum(long[] numbers, SplitMix random) {
        double sum = 0;
        long signs = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (i % Long.SIZE == 0) {
                signs = random.next();
            }
            sum += Double.longBitsToDouble(numbers[i] ^ (signs << 63));
            signs >>>= 1;
        }
        return sum;
    }

    private static double threshold(double[] numbers) {
        double sizes = Arrays.stream(numbers).map(Math::abs).sum();
        return Math.abs(Arrays.stream(numbers).sum()) - EQUAL * sizes;
    }

    /** The sums under all sign flips, in ascending order. */
    private static double[] sums(double[] numbers) {
        double[] sums = new double[1 << numbers.length];
        int count = 1;
        for (double number : numbers) {
            for (int i = 0; i < count; i++) {
                sums[count + i] = sums[i] + number;
                sums[i] -= number;
            }
            count *= 2;
        }
        Arrays.sort(sums);
        return sums;
    }
}

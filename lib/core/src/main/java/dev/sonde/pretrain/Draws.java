package dev.sonde.pretrain;

import java.util.Random;

/** Random numbers that only some numbers decide, on every platform: a step of a training is the same when it is repeated. */
public final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Draws() {}

    /** The random numbers of these numbers, such as a seed and a step; {@link Random}'s algorithms are specified. */
    public static Random of(long... numbers) {
        return new Random(mixed(numbers));
    }

    /** One number that each of these decides (SplitMix64's finaliser, Steele, Lea and Flood 2014). */
    public static long mixed(long... numbers) {
        long state = 0;
        for (long number : numbers) {
            long first = state + GOLDEN + number;
            long second = (first ^ first >>> 30) * 0xBF58476D1CE4E5B9L;
            long third = (second ^ second >>> 27) * 0x94D049BB133111EBL;
            state = third ^ third >>> 31;
        }
        return state;
    }

    /** Some different numbers from 0 to {@code bound - 1}, in random order; {@code count} may not exceed the bound. */
    public static int[] distinct(Random draws, int bound, int count) {
        return draws.ints(0, bound).distinct().limit(count).toArray();
    }
}

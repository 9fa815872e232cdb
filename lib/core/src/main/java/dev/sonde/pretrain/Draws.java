package dev.sonde.pretrain;

import dev.sonde.stats.SplitMix;
import java.util.Random;

/** Random numbers that only some numbers decide, on every platform: a step of a training is the same when it is repeated. */
public final class Draws {
    private Draws() {}

    /** The random numbers of these numbers, such as a seed and a step; {@link Random}'s algorithms are specified. */
    public static Random of(long... numbers) {
        return new Random(SplitMix.seed(numbers));
    }

    /** Some different numbers from 0 to {@code bound - 1}, in random order; {@code count} may not exceed the bound. */
    public static int[] distinct(Random draws, int bound, int count) {
        return draws.ints(0, bound).distinct().limit(count).toArray();
    }
}

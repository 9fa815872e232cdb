package dev.sonde.stats;

/**
 * The generator SplitMix64: the same numbers for the same seed on every platform and in every Java version.
 *
 * <p>Its state runs through all 2^64 values; a draw is a mixed state. Small, fast, and passes BigCrush. Sources: Steele,
 * Lea, Flood (2014), Fast splittable pseudorandom number generators; the constants are those of {@code
 * java.util.SplittableRandom}, whose Javadoc does not promise its numbers. Bounded numbers by Lemire (2019), Fast random
 * integer generation in an interval.
 */
public final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public SplitMix(long seed) {
        this.state = seed;
    }

    /** 64 random bits. */
    public long next() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** One number that all of these decide, and their order: a seed for a step, or for a scene. */
    public static long seed(long... numbers) {
        long state = 0;
        for (long number : numbers) {
            state = mixed(state + GOLDEN_GAMMA + number);
        }
        return state;
    }

    /** A number in which each bit of another counts: the finaliser. */
    public static long mixed(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 to below a positive bound, each equally likely. */
    int below(int bound) {
        long product = (next() >>> 32) * bound;
        if ((product & 0xffffffffL) < bound) {
            // 2^32 is no multiple of the bound: the first 2^32 mod bound of each run are drawn again.
            long uneven = (1L << 32) % bound;
            while ((product & 0xffffffffL) < uneven) {
                product = (next() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }
}

package dev.sonde.world;

import dev.sonde.stats.SplitMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Random numbers that only a seed decides, on every platform.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). {@link java.util.Random} would not do: neighbouring seeds, as
 * neighbouring scenes have them, give similar first numbers.
 */
final class Dice {
    private static final int PERCENT = 100;

    private final SplitMix stream;

    /** @param seeds numbers that together name the stream, such as the world's seed and the number of a scene */
    Dice(long... seeds) {
        stream = new SplitMix(SplitMix.seed(seeds));
    }

    /** 64 random bits. */
    long bits() {
        return stream.next();
    }

    /** A number from 0 to {@code bound - 1}; its bias is below 2^-32 for the small bounds here. */
    int below(int bound) {
        return (int) ((bits() >>> 32) * bound >>> 32);
    }

    /** A number from {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Whether something happens that does so this many times in a hundred. */
    boolean percent(int chance) {
        return below(PERCENT) < chance;
    }

    /** One of the elements. */
    <T> T of(List<T> elements) {
        return elements.get(below(elements.size()));
    }

    /** The elements in a random order (Fisher and Yates). */
    <T> List<T> shuffled(List<T> elements) {
        List<T> order = new ArrayList<>(elements);
        for (int last = order.size() - 1; last > 0; last--) {
            Collections.swap(order, last, below(last + 1));
        }
        return order;
    }
}

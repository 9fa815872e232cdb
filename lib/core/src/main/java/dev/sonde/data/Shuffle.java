package dev.sonde.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Lists in an order that a seed decides; the same on every Java platform. */
final class Shuffle {
    private final Random random;

    /** {@link Random} and not a faster generator: its numbers are laid down by its Javadoc. */
    Shuffle(long seed) {
        this.random = new Random(seed);
    }

    /** The elements in a random order (Fisher and Yates, Durstenfeld's form). */
    <T> List<T> all(List<T> elements) {
        return first(elements, elements.size());
    }

    /** A number of different elements in a random order. */
    <T> List<T> first(List<T> elements, int count) {
        List<T> order = new ArrayList<>(elements);
        for (int i = 0; i < count; i++) {
            Collections.swap(order, i, i + random.nextInt(order.size() - i));
        }
        return List.copyOf(order.subList(0, count));
    }
}

package dev.sonde.format;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Refuses dictionaries and sets whose keys were chosen to share a hash: each would be compared with all before it, so
 * that a megabyte of them takes minutes.
 */
final class PickleCollisions {
    /** Smaller containers are harmless, and cost nothing here. */
    static final int FREE_SIZE = 256;

    /** Tuples (row, column) of a large image share a hash in their twenties; other honest keys rarely do. */
    static final int MAX_EQUAL_HASHES = 256;

    private final Map<Object, Map<Integer, Integer>> counts = new IdentityHashMap<>();

    /** Counts a key that a container of this size has just got. */
    void added(Object container, int size, Object key) {
        if (size <= FREE_SIZE) {
            return;
        }
        int equal = counts.computeIfAbsent(container, each -> new HashMap<>()).merge(key.hashCode(), 1, Integer::sum);
        if (equal > MAX_EQUAL_HASHES) {
            throw new IllegalArgumentException("more than " + MAX_EQUAL_HASHES + " keys of one dictionary or set share "
                    + "a hash: they were made to take long");
        }
    }
}

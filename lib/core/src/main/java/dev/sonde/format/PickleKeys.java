package dev.sonde.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be the key of a dictionary or the element of a set: a scalar, or a short tuple of scalars.
 *
 * <p>Hashing a key must stay cheap however often a file uses it, and equal keys must be equal in Java; so bytes, nested
 * tuples, long tuples and huge integers are refused.
 */
final class PickleKeys {
    static final int MAX_TUPLE = 16;
    static final int MAX_INTEGER_BITS = 512;

    private PickleKeys() {}

    /** The key in the form that the containers hold: tuples become immutable lists. */
    static Object key(Object value) {
        if (isScalar(value)) {
            return value;
        }
        boolean tuple = value instanceof PickleTuple || value instanceof List<?> list && isFrozen(list);
        if (!tuple) {
            throw new IllegalArgumentException(
                    "expected a text, a number or a tuple of them as key or element, found " + PickleText.kind(value));
        }
        List<?> elements = value instanceof PickleTuple made ? made.elements() : (List<?>) value;
        if (elements.size() > MAX_TUPLE || !elements.stream().allMatch(PickleKeys::isScalar)) {
            throw new IllegalArgumentException(
                    "expected a tuple of at most " + MAX_TUPLE + " texts and numbers as key or element");
        }
        return List.copyOf(elements);
    }

    /** Arguments of a call reach the keys after they were copied, tuples and lists alike as immutable lists. */
    private static boolean isFrozen(List<?> list) {
        return !(list instanceof ArrayList);
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof PickleNone
                || value instanceof BigInteger integer && integer.bitLength() <= MAX_INTEGER_BITS;
    }
}

package dev.sonde.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A container on its way to an immutable copy: its children are copied one by one and added in their order. */
final class PickleNode {
    private final Object original;
    private final Iterator<?> children;
    private final List<Object> copied = new ArrayList<>();
    private int depth = 1;
    private long length;

    private PickleNode(Object original, Iterator<?> children, long keysLength) {
        this.original = original;
        this.children = children;
        this.length = keysLength;
    }

    /**
     * A value in its immutable form.
     *
     * @param depth the levels of containers, 0 for a scalar
     * @param length about how many characters it has when written out, with all that is shared repeated
     */
    record Copy(Object value, int depth, long length) {
        static Copy leaf(Object value) {
            return new Copy(value, 0, lengthOf(value));
        }
    }

    static boolean isContainer(Object value) {
        return value instanceof PickleTuple || value instanceof List || value instanceof Map || value instanceof Set;
    }

    static PickleNode of(Object container) {
        if (container instanceof Map<?, ?> map) {
            return new PickleNode(map, map.values().iterator(), lengthOf(map.keySet()));
        }
        if (container instanceof Set<?> set) {
            return new PickleNode(set, Collections.emptyIterator(), lengthOf(set));
        }
        List<?> list = container instanceof PickleTuple tuple ? tuple.elements() : (List<?>) container;
        return new PickleNode(container, list.iterator(), 0);
    }

    Object original() {
        return original;
    }

    boolean hasNext() {
        return children.hasNext();
    }

    Object next() {
        return children.next();
    }

    void add(Copy child) {
        copied.add(child.value());
        depth = Math.max(depth, child.depth() + 1);
        length += child.length();
    }

    int depth() {
        return depth;
    }

    long length() {
        return length;
    }

    /** The complete copy. */
    Copy copy() {
        return new Copy(immutable(), depth, length + 2);
    }

    private Object immutable() {
        if (original instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            Iterator<Object> values = copied.iterator();
            map.keySet().forEach(key -> copy.put(key, values.next()));
            return Collections.unmodifiableMap(copy);
        }
        return original instanceof Set<?> set
                ? Collections.unmodifiableSet(new LinkedHashSet<>(set))
                : Collections.unmodifiableList(copied);
    }

    /** Keys and elements of sets are scalars or short tuples of scalars, see {@link PickleKeys}. */
    private static long lengthOf(Iterable<?> keys) {
        long sum = 0;
        for (Object key : keys) {
            sum += key instanceof List<?> tuple ? lengthOf((Iterable<?>) tuple) : lengthOf(key);
        }
        return sum;
    }

    private static long lengthOf(Object scalar) {
        if (scalar instanceof String text) {
            return text.length() + 2L;
        }
        return scalar instanceof BigInteger integer ? integer.bitLength() / 3 + 2L : 2;
    }
}

package dev.sonde.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stack machine whose program a pickle is, limited to plain values.
 *
 * <p>A program cannot loop, so its work is bounded by its length; {@link PickleCopies} bounds what its result unfolds
 * to. An {@link IllegalArgumentException} from below becomes an error that names the opcode and its byte.
 */
final class PickleMachine {
    static final int MAX_PROTOCOL = 5;

    /** Ten times the containers of the largest real file (RefCOCOg's references), and about a gigabyte of memory. */
    static final int MAX_CONTAINERS = 8_000_000;

    private final PickleSource source;
    private final PickleStack stack = new PickleStack();
    private final Map<Long, Object> memo = new HashMap<>();
    private final PickleCollisions collisions = new PickleCollisions();
    private final PickleCalls calls;
    private int containers;
    private boolean stopped;

    PickleMachine(PickleSource source, PickleGlobals globals) {
        this.source = source;
        this.calls = new PickleCalls(this, globals);
    }

    /** Runs the program until STOP; its result, immutable. */
    Object run() {
        try {
            while (!stopped) {
                source.opcode().run(this);
            }
            return calls.copy(stack.pop());
        } catch (IllegalArgumentException e) {
            throw source.broken(e.getMessage(), e);
        }
    }

    PickleSource source() {
        return source;
    }

    PickleCalls calls() {
        return calls;
    }

    // Scalars

    Object integerOrBoolean(String line) {
        return switch (line) {
            case "00" -> false;
            case "01" -> true;
            default -> PickleText.integer(line);
        };
    }

    Number decimalLong(String line) {
        return PickleText.integer(line.endsWith("L") ? line.substring(0, line.length() - 1) : line);
    }

    Number binaryLong(long length) {
        if (length > PickleOpcode.MAX_INTEGER_BYTES) {
            throw new IllegalArgumentException("a whole number of " + length + " bytes is longer than "
                    + PickleOpcode.MAX_INTEGER_BYTES + " bytes");
        }
        byte[] littleEndian = source.bytes(length);
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[bigEndian.length - 1 - i] = littleEndian[i];
        }
        return length == 0 ? 0L : PickleText.integer(new BigInteger(bigEndian));
    }

    byte[] bytes(long length) {
        return source.bytes(length);
    }

    void refuseBuffer() {
        throw source.refused(
                "the bytes lie outside the pickle, in a buffer that is not part of the file",
                "Write the file with pickle.dump without buffer_callback.");
    }

    // Containers

    void pushList(int count) {
        push(counted(stack.take(count)));
    }

    void append(int count) {
        List<Object> values = stack.take(count);
        if (!(stack.peek() instanceof ArrayList<?> list)) {
            throw unfit("a list");
        }
        cast(list).addAll(values);
    }

    void pushTuple(int count) {
        push(counted(new PickleTuple(stack.take(count))));
    }

    void pushDictionary(int count) {
        List<Object> keysAndValues = stack.take(count);
        push(counted(new LinkedHashMap<>()));
        put(keysAndValues);
    }

    void setItems(int count) {
        put(stack.take(count));
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> keysAndValues) {
        if (!(stack.peek() instanceof HashMap<?, ?> dictionary)) {
            throw unfit("a dictionary");
        }
        if (keysAndValues.size() % 2 != 0) {
            throw new IllegalArgumentException("a key has no value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = PickleKeys.key(keysAndValues.get(i));
            ((Map<Object, Object>) dictionary).put(key, keysAndValues.get(i + 1));
            collisions.added(dictionary, dictionary.size(), key);
        }
    }

    void pushSet(int count) {
        List<Object> elements = stack.take(count);
        push(counted(new LinkedHashSet<>()));
        add(elements);
    }

    void addItems(int count) {
        add(stack.take(count));
    }

    @SuppressWarnings("unchecked")
    private void add(List<Object> elements) {
        if (!(stack.peek() instanceof HashSet<?> set)) {
            throw unfit("a set");
        }
        for (Object element : elements) {
            Object key = PickleKeys.key(element);
            ((Set<Object>) set).add(key);
            collisions.added(set, set.size(), key);
        }
    }

    // The stack and the memo

    void push(Object value) {
        stack.push(value);
    }

    Object pop() {
        return stack.pop();
    }

    void popAny() {
        stack.popAny();
    }

    void duplicate() {
        stack.push(stack.peek());
    }

    void mark() {
        stack.mark();
    }

    int takeMark() {
        return stack.takeMark();
    }

    List<Object> take(int count) {
        return stack.take(count);
    }

    void memoise(long index) {
        memo.put(index, stack.peek());
    }

    void recall(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw new IllegalArgumentException("the memo has no value " + index);
        }
        push(value);
    }

    int memoSize() {
        return memo.size();
    }

    long memoIndex(String line) {
        if (!(PickleText.integer(line) instanceof Long index) || index < 0) {
            throw new IllegalArgumentException("expected an index of the memo, found " + PickleText.shown(line));
        }
        return index;
    }

    // The file

    void protocol(int version) {
        if (version > MAX_PROTOCOL) {
            throw source.refused(
                    "the pickle has protocol " + version + ", newer than " + MAX_PROTOCOL,
                    "Write the file with pickle.dump(..., protocol=" + MAX_PROTOCOL + ").");
        }
    }

    void stop() {
        if (stack.size() != 1) {
            throw new IllegalArgumentException("the pickle ends with " + stack.size() + " values, expected one");
        }
        stack.peek();
        stopped = true;
    }

    private Object counted(Object container) {
        if (++containers > MAX_CONTAINERS) {
            throw new IllegalArgumentException("more than " + MAX_CONTAINERS + " lists, tuples, dictionaries and sets");
        }
        return container;
    }

    private IllegalArgumentException unfit(String expected) {
        return new IllegalArgumentException(
                "expected " + expected + " below on the stack, found " + PickleText.kind(stack.peek()));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> cast(ArrayList<?> list) {
        return (List<Object>) list;
    }
}

package dev.sonde.format;

import java.util.ArrayList;
import java.util.List;

/** The stack of the pickle machine, with the marks that opcodes such as TUPLE count from. */
final class PickleStack {
    /** CPython writes lists and dictionaries in batches of 1000; only a long tuple comes near this. */
    static final int MAX_SIZE = 4_000_000;

    private final List<Object> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    void push(Object value) {
        if (values.size() >= MAX_SIZE) {
            throw new IllegalArgumentException("more than " + MAX_SIZE + " values wait on the stack");
        }
        values.add(value);
    }

    Object pop() {
        return values.remove(top());
    }

    Object peek() {
        return values.get(top());
    }

    void mark() {
        if (marks.size() >= MAX_SIZE) {
            throw new IllegalArgumentException("more than " + MAX_SIZE + " marks are open");
        }
        marks.add(values.size());
    }

    /** Takes the last mark away; the number of values above it. */
    int takeMark() {
        if (marks.isEmpty()) {
            throw new IllegalArgumentException("no mark is open");
        }
        return values.size() - marks.remove(marks.size() - 1);
    }

    /** Takes so many values from the top, in the order in which they were pushed. */
    List<Object> take(int count) {
        if (values.size() - bottom() < count) {
            throw new IllegalArgumentException("needs " + count + " values on the stack, which has fewer");
        }
        List<Object> tail = values.subList(values.size() - count, values.size());
        List<Object> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }

    /** Drops the topmost value, or the last mark where it lies on top. */
    void popAny() {
        if (!marks.isEmpty() && bottom() == values.size()) {
            takeMark();
        } else {
            pop();
        }
    }

    int size() {
        return values.size() + marks.size();
    }

    private int top() {
        if (values.size() <= bottom()) {
            throw new IllegalArgumentException("needs a value on the stack, which is empty");
        }
        return values.size() - 1;
    }

    private int bottom() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }
}

package dev.sonde.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Immutable copies of what the machine built, checked so that Java can walk, hash and print them safely.
 *
 * <p>A container that a pickle uses twice is copied once and shared. Three things are refused: a container inside itself
 * (its hash never ends), nesting beyond {@link #MAX_DEPTH} (recursion would exhaust the thread's stack), and sharing
 * that unfolds to more than {@link #MAX_GROWTH} characters for each byte of the file ("a billion laughs": ten lists, each
 * of ten times the next, are a hundred bytes that print for an hour).
 */
final class PickleCopies {
    /** Python's own pickler gives up at about 500 levels. */
    static final int MAX_DEPTH = 500;

    /** A two-byte reference to a text of more than a hundred characters still passes. */
    static final long MAX_GROWTH = 64;

    /** The growth that even the smallest pickle may have. */
    static final long FREE_GROWTH = 1 << 16;

    private static final PickleNode.Copy UNFINISHED = PickleNode.Copy.leaf(PickleNone.NONE);

    private final PickleSource source;
    private long visited;

    PickleCopies(PickleSource source) {
        this.source = source;
    }

    /** The immutable form of a value. */
    Object copy(Object root) {
        if (!PickleNode.isContainer(root)) {
            return root;
        }
        Map<Object, PickleNode.Copy> copies = new IdentityHashMap<>();
        Deque<PickleNode> path = new ArrayDeque<>();
        open(root, path, copies);
        while (!path.isEmpty()) {
            PickleNode innermost = path.peek();
            if (innermost.hasNext()) {
                enter(innermost.next(), path, copies);
            } else {
                close(path, copies);
            }
        }
        return copies.get(root).value();
    }

    /** Adds a child to the innermost container, now or, if it is a container that is new, when it is complete. */
    private void enter(Object child, Deque<PickleNode> path, Map<Object, PickleNode.Copy> copies) {
        PickleNode.Copy known = PickleNode.isContainer(child) ? copies.get(child) : PickleNode.Copy.leaf(child);
        if (known == UNFINISHED) {
            throw new IllegalArgumentException("a container lies inside itself");
        }
        if (known == null) {
            open(child, path, copies);
        } else {
            add(known, path.peek());
        }
    }

    private void open(Object container, Deque<PickleNode> path, Map<Object, PickleNode.Copy> copies) {
        if (path.size() >= MAX_DEPTH) {
            throw tooDeep();
        }
        copies.put(container, UNFINISHED);
        path.push(PickleNode.of(container));
    }

    private void close(Deque<PickleNode> path, Map<Object, PickleNode.Copy> copies) {
        PickleNode complete = path.pop();
        PickleNode.Copy copy = complete.copy();
        copies.put(complete.original(), copy);
        if (!path.isEmpty()) {
            add(copy, path.peek());
        }
    }

    private void add(PickleNode.Copy child, PickleNode parent) {
        parent.add(child);
        if (parent.depth() > MAX_DEPTH) {
            throw tooDeep();
        }
        long limit = MAX_GROWTH * source.consumed() + FREE_GROWTH;
        if (parent.length() > limit || ++visited > limit) {
            throw new IllegalArgumentException(
                    "the containers refer to each other so often that they would unfold to more than " + limit
                            + " characters, from " + source.consumed() + " bytes");
        }
    }

    private static IllegalArgumentException tooDeep() {
        return new IllegalArgumentException("containers are nested more than " + MAX_DEPTH + " deep");
    }
}

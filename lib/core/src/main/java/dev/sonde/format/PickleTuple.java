package dev.sonde.format;

import java.util.List;

/** A tuple while a pickle is read; other than a list it cannot be added to, and it may be a key. */
final class PickleTuple {
    private final List<Object> elements;

    PickleTuple(List<Object> elements) {
        this.elements = List.copyOf(elements);
    }

    List<Object> elements() {
        return elements;
    }
}

package dev.sonde.feature;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The ids of rows that have none: their numbers, made when they are asked for. */
final class RowNumbers extends AbstractList<String> implements RandomAccess {
    private final int size;

    RowNumbers(int size) {
        this.size = size;
    }

    @Override
    public String get(int index) {
        return Integer.toString(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}

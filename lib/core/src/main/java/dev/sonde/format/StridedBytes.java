package dev.sonde.format;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A view of a storage whose elements do not lie one after another, such as a transposed matrix; they are gathered when
 * they are read.
 *
 * @param storage the bytes that the view looks into
 * @param elementBytes bytes of one element
 * @param offset the element of the storage where the view begins
 * @param shape the lengths of the axes
 * @param strides how many elements of the storage lie between neighbours along each axis
 */
record StridedBytes(TensorBytes storage, int elementBytes, long offset, List<Long> shape, List<Long> strides)
        implements ElementBytes {
    private static final int WINDOW_BYTES = 1 << 20;

    @Override
    public long size() {
        return shape.stream().reduce((long) elementBytes, Math::multiplyExact);
    }

    @Override
    public ByteBuffer elements(long first, int count) {
        byte[] out = new byte[Math.multiplyExact(count, elementBytes)];
        long[] index = indexOf(first);
        Window window = new Window(storage);
        for (int i = 0; i < count; i++) {
            window.copy(at(index) * elementBytes, out, i * elementBytes, elementBytes);
            next(index);
        }
        return ByteBuffer.wrap(out);
    }

    private long[] indexOf(long element) {
        long[] index = new long[shape.size()];
        long left = element;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = left % shape.get(axis);
            left /= shape.get(axis);
        }
        return index;
    }

    private long at(long[] index) {
        long element = offset;
        for (int axis = 0; axis < index.length; axis++) {
            element += index[axis] * strides.get(axis);
        }
        return element;
    }

    private void next(long[] index) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            if (++index[axis] < shape.get(axis)) {
                return;
            }
            index[axis] = 0;
        }
    }

    /** The part of the storage around the last element; a slice for each element would be an object for each. */
    private static final class Window {
        private final TensorBytes storage;
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private long start;

        Window(TensorBytes storage) {
            this.storage = storage;
        }

        void copy(long from, byte[] to, int at, int length) {
            if (from < start || from + length > start + bytes.limit()) {
                start = Math.max(0, Math.min(from - WINDOW_BYTES / 2, storage.size() - WINDOW_BYTES));
                bytes = storage.slice(start, (int) Math.min(WINDOW_BYTES, storage.size() - start));
            }
            bytes.get((int) (from - start), to, at, length);
        }
    }
}

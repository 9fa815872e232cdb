package dev.sonde.format;

import java.util.List;

/**
 * A view of a storage, which has no name yet.
 *
 * @param offset the element of the storage where it begins
 * @param shape the lengths of the axes
 * @param strides how many elements of the storage lie between neighbours along each axis
 */
record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
    /** Checks that every element lies in the storage, without ever multiplying beyond 64 bits. */
    void check(long mostBytes) {
        boolean negative = offset < 0 || strides.stream().anyMatch(stride -> stride < 0);
        if (negative || shape.size() != strides.size()) {
            throw wrong("expected as many strides as axes, and none negative");
        }
        long bytes = storage.type()
                .bytesOf(shape)
                .orElseThrow(() -> wrong("its shape is impossible")); // the reader of the pickle adds the place
        if (bytes > 0 && (bytes > mostBytes || lastElement() >= storage.elements())) {
            throw wrong(
                    "it looks beyond its storage of " + storage.elements() + " elements, or repeats them too often");
        }
    }

    StoredTensor named(String name) {
        return new StoredTensor(name, storage.type(), shape, content());
    }

    private TensorBytes content() {
        long bytes = storage.type().bytesOf(shape).orElseThrow();
        if (bytes == 0) {
            return new StoredRegion(storage.bytes(), 0, 0);
        }
        int width = storage.type().bytes();
        return isContiguous()
                ? new StoredRegion(storage.bytes(), offset * width, bytes)
                : new StridedBytes(storage.bytes(), width, offset, shape, strides);
    }

    private long lastElement() {
        try {
            long last = offset;
            for (int axis = 0; axis < shape.size(); axis++) {
                last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
            }
            return last;
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            if (shape.get(axis) > 1 && strides.get(axis) != expected) {
                return false;
            }
            expected *= shape.get(axis);
        }
        return true;
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException(
                "a tensor of shape " + shape + " at element " + offset + " with strides " + strides + ": " + problem);
    }
}

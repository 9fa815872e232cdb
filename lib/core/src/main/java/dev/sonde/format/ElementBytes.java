package dev.sonde.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** Bytes that are made element by element; a slice may begin and end inside an element. */
interface ElementBytes extends TensorBytes {
    /** Bytes of one element. */
    int elementBytes();

    /** Some of the elements, little-endian, from the buffer's position on. */
    ByteBuffer elements(long first, int count);

    @Override
    default ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size());
        long first = offset / elementBytes();
        long end = (offset + length + elementBytes() - 1) / elementBytes();
        int skip = (int) (offset - first * elementBytes());
        return elements(first, Math.toIntExact(end - first))
                .slice(skip, length)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}

package dev.sonde.format;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A part of other bytes. */
record StoredRegion(TensorBytes whole, long start, long size) implements TensorBytes {
    StoredRegion {
        Objects.checkFromIndexSize(start, size, whole.size());
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size);
        return whole.slice(start + offset, length);
    }
}

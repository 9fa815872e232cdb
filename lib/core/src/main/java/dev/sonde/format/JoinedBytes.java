package dev.sonde.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/** Bytes in several pieces; a slice copies from the pieces that it touches. */
record JoinedBytes(List<TensorBytes> parts) implements TensorBytes {
    JoinedBytes {
        parts = List.copyOf(parts);
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(TensorBytes::size).reduce(0, Math::addExact);
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size());
        ByteBuffer out = ByteBuffer.allocate(length);
        long start = 0;
        for (TensorBytes part : parts) {
            long from = Math.max(offset, start);
            long to = Math.min(offset + length, start + part.size());
            if (from < to) {
                out.put(part.slice(from - start, (int) (to - from)));
            }
            start += part.size();
        }
        return out.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}

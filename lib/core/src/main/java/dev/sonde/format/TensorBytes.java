package dev.sonde.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The bytes of a tensor, in row-major order, wherever they lie: in a file, in memory, or in pieces. */
public interface TensorBytes {
    /** How many bytes. */
    long size();

    /**
     * Some of the bytes, read-only and little-endian.
     *
     * @param offset the first byte; {@code offset + length} is at most {@link #size()}
     */
    ByteBuffer slice(long offset, int length);

    /** The remaining bytes of a buffer; the buffer's own position does not move. */
    static TensorBytes of(ByteBuffer buffer) {
        ByteBuffer bytes = buffer.slice();
        return new TensorBytes() {
            @Override
            public long size() {
                return bytes.capacity();
            }

            @Override
            public ByteBuffer slice(long offset, int length) {
                int start = Math.toIntExact(offset);
                return bytes.slice(start, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
            }
        };
    }

    /** One after another: how tensors are joined along their first axis. */
    static TensorBytes joined(List<TensorBytes> parts) {
        return new JoinedBytes(parts);
    }
}

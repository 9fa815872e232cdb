package dev.sonde.feature;

import dev.sonde.format.TensorBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The rows of a feature set as the bytes of one tensor; a part of one row comes without a copy. */
record RowBytes(FeatureSet features) implements TensorBytes {
    @Override
    public long size() {
        return (long) features.rows() * features.rowBytes();
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        int rowBytes = features.rowBytes();
        int row = (int) (offset / rowBytes);
        int start = (int) (offset % rowBytes);
        if (length <= rowBytes - start) {
            return features.slice(row, start, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer copy = ByteBuffer.allocate(length);
        while (copy.hasRemaining()) {
            int part = Math.min(rowBytes - start, copy.remaining());
            copy.put(features.slice(row++, start, part));
            start = 0;
        }
        return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}

package dev.sonde.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** The elements of a floating-point tensor in another floating-point type, converted when they are read. */
record ConvertedBytes(StoredTensor source, StoredType type) implements TensorBytes {
    @Override
    public long size() {
        return source.elements() * type.bytes();
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size());
        long first = offset / type.bytes();
        long end = (offset + length + type.bytes() - 1) / type.bytes();
        int count = Math.toIntExact(end - first);
        ByteBuffer from = source.slice(
                first * source.type().bytes(),
                Math.multiplyExact(count, source.type().bytes()));
        float[] values = new float[count];
        Elements.toFloats(source.type(), from, values, 0, count);
        ByteBuffer out =
                ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        Elements.fromFloats(type, values, 0, count, out);
        return out.slice((int) (offset - first * type.bytes()), length)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}

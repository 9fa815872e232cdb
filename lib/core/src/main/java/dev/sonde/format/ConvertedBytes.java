package dev.sonde.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The elements of a floating-point tensor in another floating-point type, converted when they are read. */
record ConvertedBytes(StoredTensor source, StoredType type) implements ElementBytes {
    @Override
    public int elementBytes() {
        return type.bytes();
    }

    @Override
    public long size() {
        return source.elements() * type.bytes();
    }

    @Override
    public ByteBuffer elements(long first, int count) {
        int width = source.type().bytes();
        float[] values = new float[count];
        Elements.toFloats(
                source.type(), source.slice(first * width, Math.multiplyExact(count, width)), values, 0, count);
        ByteBuffer out =
                ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        Elements.fromFloats(type, values, 0, count, out);
        return out;
    }
}

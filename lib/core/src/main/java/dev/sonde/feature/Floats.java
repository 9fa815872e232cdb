package dev.sonde.feature;

import dev.sonde.format.HalfPrecision;
import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of feature files as single-precision ones. */
final class Floats {
    private Floats() {}

    /** The remaining numbers of a buffer. */
    static float[] of(StoredType type, ByteBuffer bytes) {
        ByteBuffer from = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[from.remaining() / type.bytes()];
        if (type == StoredType.F32) {
            from.asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = HalfPrecision.fromHalf(from.getShort(2 * i));
            }
        }
        return values;
    }
}

package dev.sonde.probe;

import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Looks for rows that hold NaN or infinity. */
final class FiniteRows {
    private static final int HALF_EXPONENT = 0x7c00;

    private FiniteRows() {}

    /** Whether all numbers of a row are finite. */
    static boolean finite(RowSource rows, int row) {
        ByteBuffer bytes = ByteBuffer.allocate(rows.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        rows.gather(new int[] {row}, 0, 1, bytes);
        bytes.flip();
        boolean half = rows.type() == StoredType.F16;
        while (bytes.hasRemaining()) {
            // Of both formats, numbers that are not finite have all bits of the exponent set.
            boolean finite =
                    half ? (bytes.getShort() & HALF_EXPONENT) != HALF_EXPONENT : Float.isFinite(bytes.getFloat());
            if (!finite) {
                return false;
            }
        }
        return true;
    }
}

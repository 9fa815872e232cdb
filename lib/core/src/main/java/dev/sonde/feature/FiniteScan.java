package dev.sonde.feature;

import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Counts the numbers that are not finite: in both formats those whose exponent has all bits set. */
final class FiniteScan {
    private static final int HALF_EXPONENT = 0x7C00;
    private static final int HALF_FRACTION = 0x3FF;

    private final StoredType type;
    private long notANumber;
    private long infinite;
    private int firstBadRow = Integer.MAX_VALUE;

    FiniteScan(StoredType type) {
        this.type = type;
    }

    void read(MappedRows rows) {
        for (int row = 0; row < rows.rows(); row++) {
            Interruption.check();
            ByteBuffer bytes = rows.slice(row, 0, rows.rowBytes());
            long before = notANumber + infinite;
            if (type == StoredType.F16) {
                halves(bytes);
            } else {
                singles(bytes);
            }
            if (notANumber + infinite > before) {
                firstBadRow = Math.min(firstBadRow, row);
            }
        }
    }

    long notANumber() {
        return notANumber;
    }

    long infinite() {
        return infinite;
    }

    OptionalInt firstBadRow() {
        return firstBadRow == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(firstBadRow);
    }

    private void halves(ByteBuffer bytes) {
        for (int at = 0; at < bytes.limit(); at += 2) {
            int half = bytes.getShort(at);
            if ((half & HALF_EXPONENT) == HALF_EXPONENT) {
                count((half & HALF_FRACTION) != 0);
            }
        }
    }

    private void singles(ByteBuffer bytes) {
        for (int at = 0; at < bytes.limit(); at += 4) {
            float value = bytes.getFloat(at);
            if (!Float.isFinite(value)) {
                count(Float.isNaN(value));
            }
        }
    }

    private void count(boolean isNaN) {
        if (isNaN) {
            notANumber++;
        } else {
            infinite++;
        }
    }
}

package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of equal length in memory maps.
 *
 * <p>A map of this Java version ends at 2 GiB, so that a tensor is seen as blocks of whole rows, each at most 1 GiB. No
 * row lies in two blocks, so that it is copied in one piece.
 */
final class MappedRows {
    private static final int BLOCK_BYTES = 1 << 30;

    private final int rowBytes;
    private final int rows;
    private final int[] firstRows;
    private final ByteBuffer[] blocks;

    private MappedRows(int rowBytes, int rows, int[] firstRows, ByteBuffer[] blocks) {
        this.rowBytes = rowBytes;
        this.rows = rows;
        this.firstRows = firstRows;
        this.blocks = blocks;
    }

    /**
     * Maps tensors whose first axis counts rows; their files may be closed afterwards.
     *
     * @param place for messages
     * @param parts one after another
     */
    static MappedRows of(String place, List<StoredTensor> parts) {
        List<Integer> firstRows = new ArrayList<>();
        List<ByteBuffer> blocks = new ArrayList<>();
        int rowBytes = rowBytes(place, parts.get(0));
        long next = 0;
        for (StoredTensor part : parts) {
            int atOnce = BLOCK_BYTES / rowBytes;
            long count = part.shape().get(0);
            for (long row = 0; row < count; row += atOnce) {
                int here = (int) Math.min(atOnce, count - row);
                firstRows.add(checkedRows(place, next + row));
                blocks.add(part.slice(row * rowBytes, here * rowBytes));
            }
            next += count;
        }
        return new MappedRows(
                rowBytes,
                checkedRows(place, next),
                firstRows.stream().mapToInt(Integer::intValue).toArray(),
                blocks.toArray(ByteBuffer[]::new));
    }

    int rows() {
        return rows;
    }

    int rowBytes() {
        return rowBytes;
    }

    /** Copies a part of a row to the position of the buffer, which moves. */
    void copy(int row, int offset, int length, ByteBuffer to) {
        int block = block(row);
        int start = (row - firstRows[block]) * rowBytes + offset;
        to.put(to.position(), blocks[block], start, length);
        to.position(to.position() + length);
    }

    /** A part of a row without a copy, little-endian. */
    ByteBuffer slice(int row, int offset, int length) {
        int block = block(row);
        return blocks[block]
                .slice((row - firstRows[block]) * rowBytes + offset, length)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private int block(int row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rows);
        }
        int found = Arrays.binarySearch(firstRows, row);
        return found >= 0 ? found : -found - 2;
    }

    private static int rowBytes(String place, StoredTensor part) {
        long bytes = part.type().bytes();
        for (long length : part.shape().subList(1, part.shape().size())) {
            bytes *= length;
            if (bytes <= 0 || bytes > BLOCK_BYTES) {
                throw new SondeException(
                        place + ": " + part + " has rows of 0 or more than " + BLOCK_BYTES + " bytes",
                        "Write one row for each example, with the features of that example only.");
            }
        }
        return (int) bytes;
    }

    private static int checkedRows(String place, long rows) {
        if (rows > Integer.MAX_VALUE) {
            throw new SondeException(
                    place + " holds more than " + Integer.MAX_VALUE + " rows", "Split the features into several sets.");
        }
        return (int) rows;
    }
}

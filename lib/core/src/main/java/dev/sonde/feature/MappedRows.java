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
    private final List<ByteBuffer> blocks;
    /** The row with which each block begins. */
    private final int[] firstRows;

    private MappedRows(String place, int rowBytes, List<ByteBuffer> blocks) {
        this.rowBytes = rowBytes;
        this.blocks = List.copyOf(blocks);
        this.firstRows = new int[blocks.size()];
        long next = 0;
        for (int i = 0; i < firstRows.length; i++) {
            firstRows[i] = (int) next;
            next += blocks.get(i).capacity() / rowBytes;
            if (next > Integer.MAX_VALUE) {
                throw new SondeException(
                        place + " holds more than " + Integer.MAX_VALUE + " rows",
                        "Split the features into several sets.");
            }
        }
        this.rows = (int) next;
    }

    /** Maps a tensor whose first axis counts rows; its file may be closed afterwards. */
    static MappedRows of(String place, StoredTensor tensor) {
        int rowBytes = rowBytes(place, tensor);
        int atOnce = BLOCK_BYTES / rowBytes * rowBytes;
        List<ByteBuffer> blocks = new ArrayList<>();
        for (long start = 0; start < tensor.bytes(); start += atOnce) {
            blocks.add(tensor.slice(start, (int) Math.min(atOnce, tensor.bytes() - start)));
        }
        return new MappedRows(place, rowBytes, blocks);
    }

    /** One after another; all have the same length of row. */
    static MappedRows joined(String place, List<MappedRows> parts) {
        List<ByteBuffer> blocks =
                parts.stream().flatMap(part -> part.blocks.stream()).toList();
        return new MappedRows(place, parts.get(0).rowBytes, blocks);
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
        to.put(to.position(), blocks.get(block), start, length);
        to.position(to.position() + length);
    }

    /** A part of a row without a copy, little-endian. */
    ByteBuffer slice(int row, int offset, int length) {
        int block = block(row);
        int start = (row - firstRows[block]) * rowBytes + offset;
        return blocks.get(block).slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int block(int row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rows);
        }
        int found = Arrays.binarySearch(firstRows, row);
        return found >= 0 ? found : -found - 2;
    }

    private static int rowBytes(String place, StoredTensor tensor) {
        long bytes = tensor.type().bytes();
        for (long length : tensor.shape().subList(1, tensor.shape().size())) {
            bytes = Math.min(length, BLOCK_BYTES) * bytes;
            if (bytes == 0 || bytes > BLOCK_BYTES) {
                throw new SondeException(
                        place + ": " + tensor + " has rows of 0 or more than " + BLOCK_BYTES + " bytes",
                        "Write one row for each example, with the features of that example only.");
            }
        }
        return (int) bytes;
    }
}

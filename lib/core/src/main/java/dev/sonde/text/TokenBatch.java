package dev.sonde.text;

import java.util.Arrays;
import java.util.List;

/**
 * Equally long rows of token ids, with a mask that is 1 on tokens and 0 on padding.
 *
 * <p>Immutable; the arrays handed out are copies.
 */
public final class TokenBatch {
    private final int batch;
    private final int length;
    private final int[] ids; // (batch, length), row-major
    private final int[] mask; // (batch, length), row-major

    private TokenBatch(int batch, int length, int[] ids, int[] mask) {
        this.batch = batch;
        this.length = length;
        this.ids = ids;
        this.mask = mask;
    }

    /** Pads rows with {@code paddingId}. The caller has checked that none is longer than the padding says. */
    static TokenBatch pad(List<int[]> rows, Padding padding, int paddingId) {
        int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int length = padding.length().orElse(longest);
        int[] ids = new int[Math.multiplyExact(rows.size(), length)];
        int[] mask = new int[ids.length];
        Arrays.fill(ids, paddingId);
        for (int i = 0; i < rows.size(); i++) {
            int[] row = rows.get(i);
            int from = i * length + (padding.side() == Padding.Side.LEFT ? length - row.length : 0);
            System.arraycopy(row, 0, ids, from, row.length);
            Arrays.fill(mask, from, from + row.length, 1);
        }
        return new TokenBatch(rows.size(), length, ids, mask);
    }

    /** The number of texts. */
    public int batch() {
        return batch;
    }

    /** The number of tokens of every row, padding included. */
    public int length() {
        return length;
    }

    /** The ids, {@code batch * length} of them, row after row. */
    public int[] ids() {
        return ids.clone();
    }

    /** 1 on tokens, 0 on padding; {@code batch * length} values, row after row. */
    public int[] mask() {
        return mask.clone();
    }

    /** The ids of one text, padding included. */
    public int[] ids(int row) {
        return Arrays.copyOfRange(ids, start(row), start(row) + length);
    }

    /** The mask of one text. */
    public int[] mask(int row) {
        return Arrays.copyOfRange(mask, start(row), start(row) + length);
    }

    private int start(int row) {
        if (row < 0 || row >= batch) {
            throw new IndexOutOfBoundsException("row " + row + " of " + batch);
        }
        return row * length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBatch that
                && batch == that.batch
                && length == that.length
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(mask, that.mask);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(mask);
    }

    @Override
    public String toString() {
        return "TokenBatch[batch=" + batch + ", length=" + length + "]";
    }
}

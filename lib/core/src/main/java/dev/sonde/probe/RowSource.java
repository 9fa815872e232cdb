package dev.sonde.probe;

import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;

/** Rows of features, of which a training asks for a batch at a time: [queries, hidden] numbers each, row-major. */
interface RowSource {
    /** How many rows. */
    int rows();

    /** How many query tokens a row has; 1 where a row is just a vector. */
    int queries();

    /** How many numbers a query token has. */
    int hidden();

    /** F16 or F32. */
    StoredType type();

    /** Copies the rows {@code which[first]} to {@code which[first + count - 1]} to a little-endian buffer. */
    void gather(int[] which, int first, int count, ByteBuffer to);

    /** Only one query of each row. */
    RowSource query(int index);

    /** The same rows with another number of query tokens, which divides their width. */
    RowSource withQueries(int number);

    /** Where the rows come from, for messages. */
    String place();

    /** How many numbers a row has. */
    default int width() {
        return Math.multiplyExact(queries(), hidden());
    }

    /** How many bytes a row has. */
    default int rowBytes() {
        return Math.multiplyExact(width(), type().bytes());
    }

    /** Some of the rows, in an order of their own. */
    default RowSource choose(int[] chosen) {
        return new ChosenRows(this, chosen);
    }
}

package dev.sonde.probe;

import dev.sonde.display.SondeException;
import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Rows of single-precision numbers in memory: [rows][queries * hidden]. */
record MemoryRows(float[][] values, int queries, String place) implements RowSource {
    MemoryRows {
        for (int row = 0; row < values.length; row++) {
            if (values[row].length != values[0].length || values[row].length % queries != 0) {
                throw new SondeException(
                        "Row " + row + " of " + place + " has " + values[row].length + " numbers; expected "
                                + values[0].length + ", a multiple of " + queries + " queries",
                        "Give all rows the same width.");
            }
        }
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public int hidden() {
        return values.length == 0 ? 0 : values[0].length / queries;
    }

    @Override
    public StoredType type() {
        return StoredType.F32;
    }

    @Override
    public void gather(int[] which, int first, int count, ByteBuffer to) {
        for (int i = first; i < first + count; i++) {
            to.asFloatBuffer().put(values[which[i]]);
            to.position(to.position() + rowBytes());
        }
    }

    @Override
    public RowSource query(int index) {
        int from = index * hidden();
        float[][] part = Arrays.stream(values)
                .map(row -> Arrays.copyOfRange(row, from, from + hidden()))
                .toArray(float[][]::new);
        return new MemoryRows(part, 1, place);
    }

    @Override
    public RowSource withQueries(int number) {
        return new MemoryRows(values, number, place);
    }
}

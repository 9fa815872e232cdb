package dev.sonde.probe;

import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;

/** Some of the rows of others, in an order of their own. */
record ChosenRows(RowSource all, int[] chosen) implements RowSource {
    @Override
    public int rows() {
        return chosen.length;
    }

    @Override
    public int queries() {
        return all.queries();
    }

    @Override
    public int hidden() {
        return all.hidden();
    }

    @Override
    public StoredType type() {
        return all.type();
    }

    @Override
    public void gather(int[] which, int first, int count, ByteBuffer to) {
        int[] inAll = new int[count];
        for (int i = 0; i < count; i++) {
            inAll[i] = chosen[which[first + i]];
        }
        all.gather(inAll, 0, count, to);
    }

    @Override
    public RowSource query(int index) {
        return new ChosenRows(all.query(index), chosen);
    }

    @Override
    public RowSource withQueries(int number) {
        return new ChosenRows(all.withQueries(number), chosen);
    }

    @Override
    public String place() {
        return all.place();
    }
}

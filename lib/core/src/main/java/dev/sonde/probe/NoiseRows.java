package dev.sonde.probe;

import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.util.Random;

/** Independent standard normal numbers, made when they are asked for: features that know nothing of their examples. */
record NoiseRows(int rows, int queries, int hidden, long seed, int firstColumn, int columns) implements RowSource {
    /** A factor that keeps the seeds of rows apart (Steele, Lea and Flood 2014). */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    NoiseRows(int rows, int queries, int hidden, long seed) {
        this(rows, queries, hidden, seed, 0, queries * hidden);
    }

    @Override
    public StoredType type() {
        return StoredType.F32;
    }

    @Override
    public void gather(int[] which, int first, int count, ByteBuffer to) {
        for (int i = first; i < first + count; i++) {
            Random random = new Random(seed + GOLDEN * (which[i] + 1L));
            for (int skipped = 0; skipped < firstColumn; skipped++) {
                random.nextGaussian();
            }
            for (int column = 0; column < columns; column++) {
                to.putFloat((float) random.nextGaussian());
            }
        }
    }

    @Override
    public RowSource query(int index) {
        return new NoiseRows(rows, 1, hidden, seed, firstColumn + index * hidden, hidden);
    }

    @Override
    public RowSource withQueries(int number) {
        return new NoiseRows(rows, number, width() / number, seed, firstColumn, columns);
    }

    @Override
    public String place() {
        return "random features";
    }
}

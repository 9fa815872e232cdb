package dev.sonde.probe;

import dev.sonde.feature.FeatureSet;
import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.util.List;

/** The rows of a feature set, memory-mapped. */
record StoredRows(FeatureSet features, int queries) implements RowSource {
    /** As many query tokens as the shape of a row says. */
    static StoredRows of(FeatureSet features) {
        List<Integer> shape = features.shape();
        return new StoredRows(features, shape.size() < 2 ? 1 : shape.get(0));
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public int hidden() {
        return features.width() / queries;
    }

    @Override
    public StoredType type() {
        return features.type();
    }

    @Override
    public void gather(int[] which, int first, int count, ByteBuffer to) {
        features.gather(which, first, count, to);
    }

    @Override
    public RowSource query(int index) {
        return new StoredRows(features.columns(index * hidden(), (index + 1) * hidden()), 1);
    }

    @Override
    public RowSource withQueries(int number) {
        return new StoredRows(features, number);
    }

    @Override
    public String place() {
        return features.path().toString();
    }
}

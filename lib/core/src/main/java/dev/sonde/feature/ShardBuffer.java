package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.HalfPrecision;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of one file while they come in, in any order. */
final class ShardBuffer {
    private static final int HALF_EXPONENT = 0x7C00;

    private final FeatureLayout layout;
    private final int width;
    private final List<ByteBuffer> layers;
    private final BitSet filled = new BitSet();
    private List<String> ids = List.of();

    /** With room for the rows of the largest file. */
    ShardBuffer(FeatureLayout layout) {
        this.layout = layout;
        this.width = layout.width();
        int rowBytes = Math.multiplyExact(width, layout.type().bytes());
        int bytes = Math.multiplyExact(rowBytes, layout.plan().rowsPerShard());
        this.layers = IntStream.range(0, layout.layers().size())
                .mapToObj(i -> ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN))
                .toList();
    }

    /** Begins another file, with those rows. */
    void begin(List<String> idsOfRows) {
        ids = idsOfRows;
        filled.clear();
    }

    /** Puts the row of one layer, given by its place in the list of layers. */
    void put(int row, int index, float[] values, int offset) {
        int cell = row * layers.size() + index;
        if (filled.get(cell)) {
            throw new IllegalArgumentException(
                    "row \"" + ids.get(row) + "\" of layer " + layout.layers().get(index) + " was given twice");
        }
        int start = row * width * layout.type().bytes();
        boolean finite = layout.type() == StoredType.F16
                ? putHalves(layers.get(index), start, values, offset)
                : putSingles(layers.get(index), start, values, offset);
        if (!finite) {
            throw notFinite(row, index, values, offset);
        }
        filled.set(cell);
    }

    boolean isFull() {
        return filled.cardinality() == ids.size() * layers.size();
    }

    /** How many rows are complete, if all their layers come together. */
    int rows() {
        return filled.cardinality() / layers.size();
    }

    void write(SafetensorsWriter writer) {
        int bytes = ids.size() * width * layout.type().bytes();
        layers.forEach(layer -> writer.bytes(layer.slice(0, bytes)));
    }

    private boolean putHalves(ByteBuffer to, int start, float[] values, int offset) {
        boolean finite = true;
        for (int i = 0; i < width; i++) {
            short half = HalfPrecision.toHalf(values[offset + i]);
            to.putShort(start + 2 * i, half);
            finite &= (half & HALF_EXPONENT) != HALF_EXPONENT;
        }
        return finite;
    }

    private boolean putSingles(ByteBuffer to, int start, float[] values, int offset) {
        boolean finite = true;
        for (int i = 0; i < width; i++) {
            to.putFloat(start + 4 * i, values[offset + i]);
            finite &= Float.isFinite(values[offset + i]);
        }
        return finite;
    }

    private SondeException notFinite(int row, int index, float[] values, int offset) {
        int column = 0;
        while (column < width - 1 && isStorable(values[offset + column])) {
            column++;
        }
        return new SondeException(
                "Example \"" + ids.get(row) + "\" has " + values[offset + column] + " in column " + column
                        + " of layer " + layout.layers().get(index) + ", which " + layout.type() + " cannot hold",
                "Keep the features in F32 if the number is finite; else look at the weights and at that image.");
    }

    private boolean isStorable(float value) {
        return Float.isFinite(
                layout.type() == StoredType.F16 ? HalfPrecision.fromHalf(HalfPrecision.toHalf(value)) : value);
    }
}

package dev.sonde.feature;

import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Features whose every number can be told from its row and column. */
final class Samples {
    private Samples() {}

    /** Exact in half precision. */
    static float value(int row, int column) {
        return (row * 31 + column * 7) % 2048 - 1024;
    }

    static float[] row(int row, int width) {
        float[] values = new float[width];
        for (int column = 0; column < width; column++) {
            values[column] = value(row, column);
        }
        return values;
    }

    /** A file as a user writes it: {@code features} [rows, shape...] and {@code label} [rows]. */
    static Path file(Path path, StoredType type, int rows, int... shape) {
        List<Long> axes = new ArrayList<>(List.of((long) rows));
        int width = 1;
        for (int length : shape) {
            axes.add((long) length);
            width *= length;
        }
        List<TensorShape> tensors =
                List.of(new TensorShape("features", type, axes), TensorShape.of("label", StoredType.F32, rows));
        try (SafetensorsWriter writer = SafetensorsWriter.open(path, Map.of(), tensors)) {
            for (int row = 0; row < rows; row++) {
                writer.floats(row(row, width));
            }
            for (int row = 0; row < rows; row++) {
                writer.floats(row % 2);
            }
        }
        return path;
    }

    static int[] randomRows(Random random, int count, int rows) {
        return random.ints(count, 0, rows).toArray();
    }

    /** The gathered numbers, row after row. */
    static float[] gather(FeatureSet set, int... rows) {
        ByteBuffer batch =
                ByteBuffer.allocateDirect(rows.length * set.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        set.gather(rows, batch);
        return Floats.of(set.type(), batch.flip());
    }
}

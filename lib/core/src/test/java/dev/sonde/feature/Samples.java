package dev.sonde.feature;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.Sha256;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

    /** A split of statements, three to an image. */
    static Split split(int examples) {
        return new Split(
                "test",
                IntStream.range(0, examples)
                        .mapToObj(i -> new Example(
                                "e" + i, i / 3 + ".jpg", "text " + i, new Answer.Truth(i % 2 == 0), Map.of()))
                        .toList());
    }

    static Recipe recipe(StoredType type, Integer... layers) {
        return new Recipe("model", "ab12", "bicubic", "caption", List.of(layers), type);
    }

    /** The number of a row in a layer. */
    static float value(int row, int layer, int column) {
        return value(row + 100 * layer, column);
    }

    /** Gives rows in another order than the split's, and counts them. */
    static class CountingEncoder implements Encoder {
        private final Recipe recipe;
        private final List<Integer> shape;
        int rows;

        CountingEncoder(Recipe recipe, Integer... shape) {
            this.recipe = recipe;
            this.shape = List.of(shape);
        }

        @Override
        public Recipe recipe() {
            return recipe;
        }

        @Override
        public List<Integer> shape() {
            return shape;
        }

        @Override
        public void encode(List<Example> chunk, RowSink sink) {
            int width = shape.stream().reduce(1, Math::multiplyExact);
            for (int i = chunk.size() - 1; i >= 0; i--) {
                rows++;
                int row = Integer.parseInt(chunk.get(i).id().substring(1));
                for (int layer : recipe.layers()) {
                    sink.row(i, layer, row(row + 100 * layer, width), 0);
                }
            }
        }
    }

    /** The SHA-256 of each file, by its name. */
    static Map<String, String> hashes(Path folder) {
        Map<String, String> hashes = new TreeMap<>();
        StoreFiles.entries(folder).forEach(file -> hashes.put(file.getFileName().toString(), Sha256.of(file)));
        return hashes;
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

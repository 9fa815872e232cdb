package dev.sonde.bench;

import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.StoredTensor;
import dev.sonde.model.ImageTextPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A file of pairs: {@code image_index} [N], {@code input_ids} [N, L], {@code attention_mask} [N, L], and the answers.
 *
 * @param answers {@code label} [N] or {@code box} [N, 4] or both, by name
 */
record BenchPairs(ImageTextPairs pairs, Map<String, float[]> answers) {
    static final List<String> ANSWERS = List.of("label", "box");

    static BenchPairs read(Path path, int limit) {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            long[] images = file.tensor("image_index").longs();
            long[] ids = file.tensor("input_ids").longs();
            long[] mask = file.tensor("attention_mask").longs();
            int size = Math.min(limit, images.length);
            int length = ids.length / images.length;
            List<int[]> texts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int tokens =
                        (int) Arrays.stream(mask, i * length, (i + 1) * length).sum();
                texts.add(Arrays.stream(ids, i * length, i * length + tokens)
                        .mapToInt(Math::toIntExact)
                        .toArray());
            }
            int[] about =
                    Arrays.stream(images, 0, size).mapToInt(Math::toIntExact).toArray();
            return new BenchPairs(ImageTextPairs.of(about, texts), answers(file, size, images.length));
        }
    }

    private static Map<String, float[]> answers(SafetensorsFile file, int size, int all) {
        Map<String, float[]> answers = new LinkedHashMap<>();
        for (String name : ANSWERS) {
            if (file.names().contains(name)) {
                float[] values = floats(file.tensor(name));
                answers.put(name, Arrays.copyOf(values, values.length / all * size));
            }
        }
        return answers;
    }

    private static float[] floats(StoredTensor tensor) {
        if (tensor.type().isFloating()) {
            return tensor.floats();
        }
        long[] whole = tensor.longs();
        float[] values = new float[whole.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }

    /** Random boxes: centre, width and height in parts of the image; each box lies inside. */
    static float[] boxes(int size, Random random) {
        float[] boxes = new float[4 * size];
        for (int i = 0; i < size; i++) {
            float width = 0.1f + 0.8f * random.nextFloat();
            float height = 0.1f + 0.8f * random.nextFloat();
            boxes[4 * i] = width / 2 + (1 - width) * random.nextFloat();
            boxes[4 * i + 1] = height / 2 + (1 - height) * random.nextFloat();
            boxes[4 * i + 2] = width;
            boxes[4 * i + 3] = height;
        }
        return boxes;
    }
}

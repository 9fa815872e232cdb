package dev.sonde.experiment;

import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Feature files in whose first number the answer is planted; two rows each are of one group. */
final class Planted {
    static final int QUERIES = 2;
    static final int WIDTH = 4;

    private Planted() {}

    static OwnFeatures truths(Path folder, int rows, double margin) {
        Random random = new Random(5);
        float[] features = new float[rows * QUERIES * WIDTH];
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(2);
            for (int i = 0; i < QUERIES * WIDTH; i++) {
                features[row * QUERIES * WIDTH + i] = (float) random.nextGaussian();
            }
            features[row * QUERIES * WIDTH] += (float) (labels[row] > 0 ? margin : -margin);
        }
        Path file = folder.resolve("planted.safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(
                        StoredTensor.ofFloats("features", List.of((long) rows, (long) QUERIES, (long) WIDTH), features),
                        StoredTensor.ofFloats("label", List.of((long) rows), labels)));
        WholeFile.write(
                folder.resolve("planted.groups.txt"),
                IntStream.range(0, rows).mapToObj(row -> "group " + row / 2).collect(Collectors.joining("\n")) + "\n");
        return OwnFeatures.open(file);
    }
}

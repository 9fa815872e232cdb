package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.format.HalfPrecision;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorShape;
import dev.sonde.model.ImageTokens;
import dev.sonde.model.VisionConfig;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a frozen image encoder says of the scenes of a split, in half precision in a file that is mapped into memory: images
 * are encoded once, however many texts are read about them.
 */
public final class SceneTokens implements ImageTokens, AutoCloseable {
    private static final String TENSOR = "tokens";
    private static final int BATCH = 50;

    private final Torch torch;
    private final SafetensorsFile file;
    private final StoredTensor tokens; // (scenes, N, V)

    private SceneTokens(Torch torch, SafetensorsFile file) {
        this.torch = torch;
        this.file = file;
        this.tokens = file.tensor(TENSOR);
    }

    /** The tokens of a file that {@link #write} made. */
    public static SceneTokens open(Torch torch, Path path) {
        return new SceneTokens(torch, SafetensorsFile.open(path));
    }

    /**
     * The tokens of a file, which is written first if it is not there.
     *
     * @param path a name that tells encoder and scenes
     * @throws SondeException if the file is of another number of scenes
     */
    public static SceneTokens openOrWrite(SceneEncoder encoder, SceneFeed scenes, Path path) {
        if (!Files.exists(path)) {
            write(encoder, scenes, path);
        }
        SceneTokens tokens = open(encoder.torch(), path);
        if (tokens.size() != scenes.size()) {
            throw new SondeException(
                    path + " holds the tokens of " + tokens.size() + " scenes; expected " + scenes.size(),
                    "Delete it, or give another folder.");
        }
        return tokens;
    }

    /** Encodes all scenes of a split. */
    public static void write(SceneEncoder encoder, SceneFeed scenes, Path path) {
        VisionConfig config = encoder.config();
        TensorShape shape = TensorShape.of(TENSOR, StoredType.F16, scenes.size(), config.tokens(), config.width());
        try (SafetensorsWriter writer = SafetensorsWriter.open(path, Map.of(), List.of(shape));
                Progress progress = Progress.of("tokens of scenes", scenes.size())) {
            for (int start = 0; start < scenes.size(); start += BATCH) {
                int end = Math.min(scenes.size(), start + BATCH);
                List<Scene> some = scenes.scenes(IntStream.range(start, end).toArray());
                writer.floats(
                        encoder.torch().inference(() -> encoder.encode(some).toFloatArray()));
                progress.at(end);
            }
        }
    }

    /** How many scenes. */
    public int size() {
        return tokens.shape().get(0).intValue();
    }

    @Override
    public NDArray of(List<Integer> places) {
        return of(places.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The tokens of the scenes at some places, [places, N, V]. */
    public NDArray of(int... places) {
        int size = tokens.shape().stream().skip(1).mapToInt(Long::intValue).reduce(1, (a, b) -> a * b);
        float[] values = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            row(places[i], size, values, i * size);
        }
        return torch.array(
                values, places.length, tokens.shape().get(1), tokens.shape().get(2));
    }

    private void row(int place, int size, float[] values, int at) {
        ShortBuffer row = tokens.slice(2L * place * size, 2 * size).asShortBuffer();
        for (int i = 0; i < size; i++) {
            values[at + i] = HalfPrecision.fromHalf(row.get(i));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}

package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.image.ImageSize;
import dev.sonde.model.ImagePixels;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltImages;
import dev.sonde.model.ViltReader;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ViLT, trained as a whole with a probe on one of its vectors. */
class ViltTrainingTest {
    private static final int SIDE = 8;
    private static final int PATCH = 4;
    private static final ViltConfig CONFIG =
            new ViltConfig(SIDE, PATCH, 16, 2, 2, 32, 12, 8, 2, 2, 1e-12, true, 0.02, 0.02);

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    /** Images with one bright patch, and texts that name a column: is the patch there? */
    private JointData data(String name, int rows, long seed) {
        Random random = new Random(seed);
        int[] patches = random.ints(rows, 0, 4).toArray();
        List<int[]> texts = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int column = random.nextInt(2);
            texts.add(row % 3 == 0 ? new int[] {1, 3 + column, 2} : new int[] {1, 6, 3 + column, 2});
            Answer answer = new Answer.Truth(patches[row] % 2 == column);
            examples.add(new Example(name + "-" + row, "image-" + row, "column " + column, answer, Map.of()));
        }
        int[] images = IntStream.range(0, rows).toArray();
        return JointData.ofPixels(new Split(name, examples), ImageTextPairs.of(images, texts), pixels(patches));
    }

    private ImagePixels pixels(int[] patches) {
        return images -> {
            float[] values = new float[images.size() * 3 * SIDE * SIDE];
            for (int i = 0; i < values.length; i++) {
                int patch = patches[images.get(i / (3 * SIDE * SIDE))];
                int row = i / SIDE % SIDE / PATCH;
                int column = i % SIDE / PATCH;
                values[i] = 2 * row + column == patch ? 1 : 0;
            }
            return new ViltImages(
                    torch.array(values, images.size(), 3, SIDE, SIDE),
                    Collections.nCopies(images.size(), new ImageSize(SIDE, SIDE)));
        };
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedPatchIsFound(ViltReader.Output output) {
        torch.threads(1);
        JointModel model =
                JointModel.vilt(CONFIG, output, RandomCheckpoint.vilt(CONFIG, 5).withDeviation(0.3));
        ProbeTrial trial = ProbeTrial.linear(Objective.truth())
                .withOptions(
                        TrainingOptions.defaults().withBatch(32).withEpochs(16).withLearningRate(3e-3));
        JointData validation = data("validation", 100, 2);
        int before = torch.liveArrays();
        try (TrainedJoint joint =
                JointTrainer.on(torch).withPart(32).train(trial, model, data("train", 512, 1), validation)) {
            assertThat(joint.predict(data("test", 200, 3)).right().value()).isGreaterThan(0.9);
        }
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void tokensOfAnImageEncoderAreNotForVilt() {
        JointModel model = JointModel.vilt(CONFIG, RandomCheckpoint.vilt(CONFIG, 5));
        JointData tokens = PlantedScenes.truths(torch, "tokens", 40, 1);
        assertThatThrownBy(
                        () -> JointTrainer.on(torch).train(ProbeTrial.linear(Objective.truth()), model, tokens, tokens))
                .hasMessageContaining("reads the pixels");
        assertThatThrownBy(data("pixels", 4, 1)::tokens).hasMessageContaining("JointData.of ");
    }
}

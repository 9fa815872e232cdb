package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import dev.sonde.feature.FeatureSet;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileDataTest {
    private static final ProbeTrial TRIAL = ProbeTrial.linear(Objective.truth());

    @TempDir
    Path folder;

    private final Torch torch = Torch.open();
    private final FrozenTrainer trainer = FrozenTrainer.on(torch);
    private final ProbeData good = SyntheticData.truths("good", 200, 2, 4, 1, 1);

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = StoredType.class,
            names = {"F16", "F32"})
    void featuresThatAreNotFiniteAreFoundAndTheRowNamed(StoredType type) {
        ProbeData bad = stored(type, 137, Float.NaN);
        assertThatThrownBy(() -> trainer.train(TRIAL, bad, stored(type, -1, 0)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("row 137")
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> trainer.train(TRIAL, stored(type, -1, 0), stored(type, 12, Float.POSITIVE_INFINITY)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("row 12 ")
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> trainer.trainAll(List.of(TRIAL, TRIAL), bad, stored(type, -1, 0)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("row 137");
    }

    @Test
    void aTrainingThatDivergesSaysSo() {
        float[][] features = new float[200][2];
        boolean[] truths = new boolean[200];
        for (int i = 0; i < features.length; i++) {
            features[i] = new float[] {i % 2 == 0 ? 1e30f : -1e30f, 3e38f};
            truths[i] = i % 2 == 0;
        }
        ProbeData huge = ProbeData.of(features, truths);
        TrainingOptions fast = TRIAL.options().withLearningRate(1e9);
        assertThatThrownBy(() -> trainer.train(TRIAL.withOptions(fast), huge, huge))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("finite")
                .hasMessageContaining("lower the learning rate");
    }

    @Test
    void featuresWithoutAnswersAreRefused() {
        Path file = folder.resolve("plain.safetensors");
        SafetensorsWriter.write(
                file, Map.of(), List.of(StoredTensor.ofFloats("features", List.of(2L, 2L), 1, 2, 3, 4)));
        assertThatThrownBy(() -> ProbeData.of(FeatureSet.open(file)))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("plain.safetensors")
                .hasMessageContaining("label");
    }

    @Test
    void anExampleWithoutARowIsNamed() {
        Path file = folder.resolve("two.safetensors");
        SafetensorsWriter.write(
                file, Map.of(), List.of(StoredTensor.ofFloats("features", List.of(2L, 2L), 1, 2, 3, 4)));
        Split split = new Split("VSR test", List.of(example("1"), example("0"), example("vsr-7")));
        assertThatThrownBy(() -> ProbeData.of(FeatureSet.open(file), split))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("vsr-7")
                .hasMessageContaining("VSR test");
        ProbeData found = ProbeData.of(FeatureSet.open(file), new Split("part", List.of(example("1"), example("0"))));
        assertThat(found.ids()).containsExactly("1", "0");
    }

    @Test
    void splitsOfDifferentWidthAreRefused() {
        ProbeData wider = SyntheticData.truths("wider", 200, 2, 5, 1, 1);
        assertThatThrownBy(() -> trainer.train(TRIAL, good, wider))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("wider")
                .hasMessageContaining("[2, 5]")
                .hasMessageContaining("[2, 4]");
        try (TrainedProbe probe = trainer.train(TRIAL, good, good)) {
            assertThatThrownBy(() -> probe.predict(wider)).isInstanceOf(SondeException.class);
        }
    }

    @Test
    void emptySplitsAreRefused() {
        ProbeData empty = good.choose();
        assertThatThrownBy(() -> trainer.train(TRIAL, empty, good))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> trainer.train(TRIAL, good, empty))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void answersOfAnotherKindAreRefused() {
        ProbeData boxes = SyntheticData.boxes("boxes", 50, 2, 4, 1);
        assertThatThrownBy(() -> trainer.train(TRIAL, boxes, boxes))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("50 boxes");
        assertThatThrownBy(() -> trainer.train(TRIAL.withObjective(Objective.boxes()), good, good))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("truth values");
    }

    @Test
    void oneClassIsNothingToLearn() {
        int[] truths = IntStream.range(0, good.size())
                .filter(row -> good.targets().value(row, 0) > 0)
                .toArray();
        assertThatThrownBy(() -> trainer.train(TRIAL, good.choose(truths), good))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("true")
                .hasMessageContaining("nothing to learn");
        // As validation it is odd, but a score is defined.
        try (TrainedProbe probe = trainer.train(TRIAL, good, good.choose(truths))) {
            assertThat(probe.history().epochs()).hasSize(5);
        }
    }

    @Test
    void oneRowIsABatch() {
        try (TrainedProbe probe = trainer.train(TRIAL, good.choose(0, 1, 2, 3, 4, 5, 6, 7), good.choose(1))) {
            assertThat(probe.history().epochs()).hasSize(5);
            assertThat(probe.predict(good.choose(3)).size()).isEqualTo(1);
        }
    }

    @Test
    void rowsOfUnequalLengthAreRefused() {
        assertThatThrownBy(() -> ProbeData.of(new float[][] {{1, 2}, {3}}, true, false))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Row 1");
        assertThatThrownBy(() -> ProbeData.of(new float[][] {{1, 2}}, true, false))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("answers");
        assertThatThrownBy(() -> good.withQueries(3))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("3 queries");
    }

    private static Example example(String id) {
        return new Example(id, "image", "text", new Answer.Truth(true), Map.of());
    }

    private ProbeData stored(StoredType type, int badRow, float bad) {
        int rows = 200;
        int width = 6;
        float[] values = new float[rows * width];
        float[] labels = new float[rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 3 == 0 ? 1 : 0;
        }
        if (badRow >= 0) {
            values[badRow * width + 2] = bad;
        }
        Path file = folder.resolve(type + "-" + badRow + ".safetensors");
        StoredTensor features = StoredTensor.ofFloats("features", List.of((long) rows, (long) width), values);
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(features.as(type), StoredTensor.ofFloats("label", List.of((long) rows), labels)));
        return ProbeData.of(FeatureSet.open(file));
    }
}

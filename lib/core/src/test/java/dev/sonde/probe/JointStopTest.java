package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.model.ImageTokens;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joint trainings that are interrupted, fail, or run long: what they leave behind. */
class JointStopTest {
    private final Torch torch = Torch.open();

    @TempDir
    Path folder;

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    private JointData truths(int rows, long seed) {
        return PlantedScenes.truths(torch, "data " + seed, rows, seed);
    }

    private JointTrainer trainer() {
        return JointTrainer.on(torch).withPart(PlantedScenes.BATCH);
    }

    @Test
    void anInterruptedTrainingGoesOnToTheSameBytes() throws IOException {
        JointData data = truths(160, 1);
        JointData validation = truths(40, 2);
        JointModel model = PlantedScenes.model(0.1, 5);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        JointTrainer kept = JointTrainer.on(torch).withPart(12).withCheckpoint(checkpoint);
        JointTrainer trainer = kept.withTimeBetweenCheckpoints(Duration.ZERO);
        AtomicInteger calls = new AtomicInteger();
        for (int stop : new int[] {5, 19, 47}) { // in the first step, and in the middle of later ones
            JointData stopping = withTokens(data, calls, stop);
            assertThatThrownBy(() -> trainer.train(PlantedScenes.trial(4), model, stopping, validation))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        try (TrainedJoint resumed = trainer.train(PlantedScenes.trial(4), model, data, validation);
                TrainedJoint whole =
                        JointTrainer.on(torch).withPart(12).train(PlantedScenes.trial(4), model, data, validation)) {
            assertThat(PlantedScenes.numbers(resumed)).isDeepEqualTo(PlantedScenes.numbers(whole));
            assertThat(resumed.history()).isEqualTo(whole.history());
            assertThat(resumed.predict(validation)).isEqualTo(whole.predict(validation));
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** Interrupts the thread when images are asked for the n-th time, counted over all trainings. */
    private static JointData withTokens(JointData data, AtomicInteger calls, int stop) {
        ImageTokens tokens = data.tokens();
        return data.withTokens(images -> {
            if (calls.incrementAndGet() == stop) {
                Thread.currentThread().interrupt();
            }
            return tokens.of(images);
        });
    }

    @Test
    void theCheckpointOfAnotherTrainingIsRefused() {
        JointData data = truths(96, 1);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        JointTrainer kept = trainer().withCheckpoint(checkpoint).withTimeBetweenCheckpoints(Duration.ZERO);
        JointData stopping = withTokens(data, new AtomicInteger(), 4);
        JointModel model = PlantedScenes.model(0, 5);
        assertThatThrownBy(() -> kept.train(PlantedScenes.trial(2), model, stopping, data))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(checkpoint).exists();
        for (JointModel other : List.of(PlantedScenes.model(0, 6), PlantedScenes.model(0.1, 5))) {
            assertThatThrownBy(() -> kept.train(PlantedScenes.trial(2), other, data, data))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("another training");
        }
        assertThatThrownBy(() -> kept.withPart(5).train(PlantedScenes.trial(2), model, data, data))
                .hasMessageContaining("another training");
        assertThatThrownBy(() -> kept.train(PlantedScenes.trial(2), model, truths(96, 8), data))
                .hasMessageContaining("another training");
    }

    @Test
    void aLossThatIsNotFiniteNamesTheImageAndWhatToDo() {
        JointData data = truths(96, 1);
        ImageTokens tokens = data.tokens();
        JointData broken = data.withTokens(images -> {
            var array = tokens.of(images);
            return images.contains(1) ? array.mul(Float.NaN) : array;
        });
        int before = torch.liveArrays();
        assertThatThrownBy(() -> trainer().train(PlantedScenes.trial(2), PlantedScenes.model(0, 5), broken, data))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("(data 1-")
                .hasMessageContaining("learning rate");
        assertThat(torch.liveArrays()).isEqualTo(before);
    }

    @Test
    void aRateThatIsTooHighIsToldAsSuch() {
        JointData data = truths(96, 1);
        ProbeTrial wild = PlantedScenes.trial(3)
                .withOptions(PlantedScenes.trial(3).options().withLearningRate(1e30));
        assertThatThrownBy(() -> trainer().train(wild, PlantedScenes.model(0, 5), data, data))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("all images of its batch are finite")
                .hasMessageContaining("withMaxNorm(1)");
    }

    @Test
    void manyStepsLeaveNoArrayBehind() {
        JointData data = truths(64, 1);
        ProbeTrial small = PlantedScenes.trial(12)
                .withOptions(PlantedScenes.trial(12).options().withBatch(4));
        List<Integer> alive = new ArrayList<>();
        ImageTokens tokens = data.tokens();
        JointData counting = data.withTokens(images -> {
            alive.add(torch.liveArrays());
            return tokens.of(images);
        });
        int before = torch.liveArrays();
        JointTrainer.on(torch)
                .withPart(3)
                .train(small, PlantedScenes.model(0.1, 5), counting, data)
                .close();
        assertThat(torch.liveArrays()).isEqualTo(before);
        assertThat(alive).hasSizeGreaterThan(350);
        List<Integer> early = alive.subList(40, 100); // two epochs
        assertThat(alive.subList(100, alive.size())).isSubsetOf(early);
    }
}

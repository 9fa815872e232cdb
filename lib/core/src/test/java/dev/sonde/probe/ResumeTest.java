package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    @TempDir
    Path folder;

    /** The training of a process that is killed: which trials, the checkpoint, and where the predictions go. */
    public static void main(String[] arguments) {
        try (Torch torch = Torch.open()) {
            FrozenTrainer trainer = FrozenTrainer.on(torch)
                    .withCheckpoint(Path.of(arguments[1]))
                    .withTimeBetweenCheckpoints(Duration.ZERO);
            train(trainer, torch, arguments[0], Path.of(arguments[2]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "swiglu", "stack"})
    void aKilledTrainingGoesOnToTheSameResult(String kind) throws IOException, InterruptedException {
        Path expected = folder.resolve("expected.jsonl");
        try (Torch torch = Torch.open()) {
            train(FrozenTrainer.on(torch), torch, kind, expected);
        }
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        Path found = folder.resolve("found.jsonl");
        Random random = new Random(kind.hashCode());
        int kills = 0;
        for (int attempt = 0; attempt < 3; attempt++) {
            Process process = start(kind, checkpoint, found);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!Files.exists(checkpoint) && process.isAlive() && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            kills += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertThat(kills).as("processes that were killed in the middle").isPositive();
        assertThat(start(kind, checkpoint, found).waitFor()).isZero();
        assertThat(found).hasSameTextualContentAs(expected);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("expected.jsonl", "found.jsonl");
        }
    }

    @Test
    void anInterruptedTrainingStopsWithinABatchAndGoesOnLater() {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            FrozenTrainer trainer = FrozenTrainer.on(torch).withCheckpoint(checkpoint);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> trainer.train(trials("linear").get(0), data(1), data(2)))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(trainer.train(trials("linear").get(0), data(1), data(2))
                            .history()
                            .epochs())
                    .hasSize(60);
        }
    }

    @Test
    void theCheckpointOfAnotherTrainingIsRefused() throws IOException {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            ProbeTrial trial = trials("linear").get(0);
            TrainingCheckpoint file = new TrainingCheckpoint(checkpoint, Duration.ZERO, "another");
            try (Learner learner = new SingleLearner(torch, trial, 64)) {
                file.writeIfDue(torch, learner.state(), List.of(new TrialProgress(trial, 10)), TrainingPosition.START);
            }
            assertThatThrownBy(() ->
                            FrozenTrainer.on(torch).withCheckpoint(checkpoint).train(trial, data(1), data(2)))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("another training")
                    .hasMessageContaining("checkpoint.safetensors");
        }
    }

    private static void train(FrozenTrainer trainer, Torch torch, String kind, Path to) {
        torch.threads(1);
        List<TrainedProbe> probes = trainer.trainAll(trials(kind), data(1), data(2));
        List<Prediction> rows = new ArrayList<>();
        probes.forEach(probe -> rows.addAll(probe.predict(data(3)).rows()));
        new Predictions(rows).save(to);
    }

    private static List<ProbeTrial> trials(String kind) {
        ProbeTrial trial = ProbeTrial.linear(Objective.truth())
                .withOptions(
                        TrainingOptions.defaults().withEpochs(60).withSeed(3).withPatience(50));
        return switch (kind) {
            case "linear" -> List.of(trial);
            case "swiglu" -> List.of(trial.withHead(new ProbeHead.SwiGlu(4, 16)));
            default ->
                List.of(
                        trial,
                        trial.withOptions(trial.options().withEpochs(30).withLearningRate(1e-3)),
                        trial.withOptions(trial.options().withPatience(5)));
        };
    }

    private static ProbeData data(long seed) {
        return SyntheticData.truths("data " + seed, 600, 4, 16, 0.5, seed);
    }

    private static Process start(String kind, Path checkpoint, Path to) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(Arrays.asList(
                java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), ResumeTest.class.getName()));
        command.addAll(List.of(kind, checkpoint.toString(), to.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}

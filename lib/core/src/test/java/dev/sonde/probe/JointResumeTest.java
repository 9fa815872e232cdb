package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that train a model with its probe and are killed at random moments. There are 4 of them, or as many as the
 * system property {@code sonde.kills} says.
 */
class JointResumeTest {
    private static final int KILLS = Integer.getInteger("sonde.kills", 4);
    private static final int STEPS_PER_EPOCH = 10;
    private static final int BATCH = 8;
    private static final int MOST_MILLISECONDS = 60;

    @TempDir
    Path folder;

    /** The training of a process that is killed: its checkpoint, where the model and the predictions go, epochs. */
    public static void main(String[] arguments) {
        Path checkpoint = Path.of(arguments[0]);
        train(Optional.of(checkpoint), Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private static void train(Optional<Path> checkpoint, Path model, Path predictions, int epochs) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            JointTrainer plain = JointTrainer.on(torch).withPart(BATCH / 2);
            JointTrainer trainer = checkpoint
                    .map(file -> plain.withCheckpoint(file).withTimeBetweenCheckpoints(Duration.ZERO))
                    .orElse(plain);
            JointData train = PlantedScenes.truths(torch, "train", STEPS_PER_EPOCH * BATCH, 1);
            JointData validation = PlantedScenes.truths(torch, "validation", 40, 2);
            TrainingOptions options =
                    TrainingOptions.defaults().withEpochs(epochs).withBatch(BATCH);
            ProbeTrial trial = ProbeTrial.linear(Objective.truth()).withOptions(options.withLearningRate(1e-3));
            try (TrainedJoint joint = trainer.train(trial, PlantedScenes.model(0.1, 5), train, validation)) {
                List<StoredTensor> weights =
                        new ArrayList<>(joint.network().parameters().stored());
                joint.weights().forEach((name, array) -> weights.add(Tensors.stored(torch, "probe." + name, array)));
                SafetensorsWriter.write(model, Map.of(), weights);
                joint.predict(validation).save(predictions);
            }
        }
    }

    @Test
    void aTrainingThatIsKilledTimeAndAgainEndsWithTheSameBytes() throws IOException, InterruptedException {
        int epochs = 4 + 2 * KILLS;
        List<Path> expected = List.of(folder.resolve("expected.safetensors"), folder.resolve("expected.jsonl"));
        train(Optional.empty(), expected.get(0), expected.get(1), epochs);
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        List<Path> found = List.of(folder.resolve("found.safetensors"), folder.resolve("found.jsonl"));
        Random random = new Random(KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(checkpoint, found, epochs);
            awaitProgress(process, checkpoint);
            process.waitFor(random.nextInt(MOST_MILLISECONDS), TimeUnit.MILLISECONDS);
            assertThat(process.isAlive()).as("the training is not over yet").isTrue();
            process.destroyForcibly().waitFor();
        }
        assertThat(start(checkpoint, found, epochs).waitFor()).isZero();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).hasSameBinaryContentAs(expected.get(i));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrderElementsOf(both(expected, found));
        }
    }

    /** Until the process has written a checkpoint of its own. */
    private static void awaitProgress(Process process, Path checkpoint) throws IOException, InterruptedException {
        FileTime before = Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint) : FileTime.fromMillis(0);
        while (process.isAlive()
                && !(Files.exists(checkpoint)
                        && Files.getLastModifiedTime(checkpoint).compareTo(before) > 0)) {
            Thread.sleep(1);
        }
    }

    private static Process start(Path checkpoint, List<Path> found, int epochs) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), JointResumeTest.class.getName()));
        command.addAll(List.of(
                checkpoint.toString(), found.get(0).toString(), found.get(1).toString(), String.valueOf(epochs)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<Path> both(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

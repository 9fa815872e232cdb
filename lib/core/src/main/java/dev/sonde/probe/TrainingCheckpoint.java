package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Scope;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file from which a training that was stopped goes on exactly: parameters, optimiser and scores after some step. The
 * order of the rows needs no place in it, as it follows from the seed.
 *
 * <p>Large models write seldom: at most a twentieth of the time goes into it.
 */
final class TrainingCheckpoint {
    private static final int TRAINING_PER_WRITING = 20;

    private static final String TEXT = """
            def put(self, to: Tensor, source: Tensor) -> int:
                to.copy_(source)
                return 0
            """;

    private final Path path;
    private final Duration between;
    private final String training;
    private long lastWritten = System.nanoTime();
    private long writing;

    /** @param training names what is trained on what: a file of another training is refused */
    TrainingCheckpoint(Path path, Duration between, String training) {
        this.path = path;
        this.between = between;
        this.training = training;
    }

    /** Puts arrays and scores back to where they were, if there is a file; says where that is. */
    TrainingPosition restore(Torch torch, Map<String, NDArray> state, List<TrialProgress> trials) {
        if (!Files.exists(path)) {
            return TrainingPosition.START;
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            if (!training.equals(file.metadata().get("training"))) {
                throw new SondeException(
                        path + " is the checkpoint of another training: "
                                + file.metadata().get("training") + "; expected " + training,
                        "Name another checkpoint, or delete that file.");
            }
            Kernel put = torch.kernels(TEXT).get("put");
            state.forEach((name, array) -> torch.inference(() -> {
                try (NDArray stored = Tensors.read(torch, file.tensor(name))) {
                    put.on(array, stored).run();
                }
                return 0;
            }));
            return restoreScores(file.metadata().getOrDefault("scores", "{}"), trials);
        }
    }

    /** Writes, unless that was done a moment ago. */
    void writeIfDue(Torch torch, Map<String, NDArray> state, List<TrialProgress> trials, TrainingPosition position) {
        long begin = System.nanoTime();
        if (begin - lastWritten < Math.max(between.toNanos(), writing)) {
            return;
        }
        List<StoredTensor> tensors = new ArrayList<>();
        state.forEach((name, array) -> tensors.add(Tensors.stored(torch, name, array)));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("training", training);
        metadata.put("scores", scores(trials, position));
        try {
            SafetensorsWriter.write(path, metadata, tensors);
        } catch (SondeException e) {
            Scope.poll(); // an interrupted thread cannot write; the checkpoint before stays
            throw e;
        }
        lastWritten = System.nanoTime();
        writing = between.isZero() ? 0 : TRAINING_PER_WRITING * (lastWritten - begin);
    }

    /** The training is complete: there is nothing to go on with. */
    void delete() {
        try {
            Files.deleteIfExists(path);
            // A process that was killed while it wrote leaves the writer's temporary file.
            Files.deleteIfExists(path.resolveSibling("." + path.getFileName() + ".part"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String scores(List<TrialProgress> trials, TrainingPosition position) {
        ObjectNode all = TrialJson.object().put("steps", position.steps()).put("seconds", position.seconds());
        trials.forEach(trial -> all.withArray("trials").add(TrialJson.of(trial.epochs())));
        return all.toString();
    }

    private TrainingPosition restoreScores(String text, List<TrialProgress> trials) {
        JsonNode all = TrialJson.parse(path.toString(), text);
        if (!all.path("steps").isNumber()) {
            throw TrialJson.broken(path.toString(), "the number of steps is missing");
        }
        for (int t = 0; t < trials.size(); t++) {
            TrialJson.scores(all.path("trials").path(t)).forEach(trials.get(t)::finish);
        }
        return new TrainingPosition(
                all.path("steps").asLong(), all.path("seconds").asDouble());
    }
}

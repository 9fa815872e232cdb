package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A trained probe as a safetensors file: its weights, and in the metadata what it is and how it was trained. */
final class ProbeFile {
    private static final String KEY = "sonde_probe";

    private ProbeFile() {}

    static void write(Path path, Torch torch, TrainedProbe probe, int queries, int hidden) {
        List<StoredTensor> tensors = new ArrayList<>();
        probe.weights().forEach((name, array) -> tensors.add(Tensors.stored(torch, name, array)));
        ObjectNode node = TrialJson.object().put("queries", queries).put("hidden", hidden);
        node.set("trial", TrialJson.of(probe.trial()));
        node.set("scores", TrialJson.of(probe.history().epochs()));
        node.put("seconds", probe.seconds());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(KEY, node.toString());
        SafetensorsWriter.write(path, metadata, tensors);
    }

    static TrainedProbe read(Torch torch, Path path) {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            JsonNode node = TrialJson.parse(path.toString(), file.metadata().getOrDefault(KEY, "{}"));
            ProbeTrial trial = TrialJson.trial(path.toString(), node.path("trial"));
            int queries = node.path("queries").asInt();
            int hidden = node.path("hidden").asInt();
            List<EpochScore> scores = TrialJson.scores(node.path("scores"));
            if (queries < 1 || hidden < 1 || scores.isEmpty()) {
                throw TrialJson.broken(path.toString(), "the shape of the features or the scores are missing");
            }
            Map<String, long[]> shapes = trial.head()
                    .shapes(
                            trial.input().width(queries, hidden),
                            trial.objective().outputs());
            checkShapes(file, "", shapes);
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            shapes.keySet().forEach(name -> arrays.put(name, Tensors.read(torch, file.tensor(name))));
            TrainingHistory history = new TrainingHistory(trial.objective().metric(), scores);
            return new TrainedProbe(
                    torch,
                    trial,
                    queries,
                    hidden,
                    arrays,
                    history,
                    node.path("seconds").asDouble());
        }
    }

    // Before anything is read: the arrays of a file that does not fit would stay in the engine.
    static void checkShapes(SafetensorsFile file, String prefix, Map<String, long[]> shapes) {
        shapes.forEach((name, shape) -> {
            List<Long> expected = LongStream.of(shape).boxed().toList();
            if (!file.tensor(prefix + name).shape().equals(expected)) {
                throw TrialJson.broken(
                        file.place(), file.tensor(prefix + name) + " should have the shape " + Arrays.toString(shape));
            }
        });
    }
}

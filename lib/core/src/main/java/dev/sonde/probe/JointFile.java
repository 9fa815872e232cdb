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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A probe and the model that was trained with it as a safetensors file. */
final class JointFile {
    private static final String KEY = "sonde_joint";
    private static final String PROBE = "probe.";

    private JointFile() {}

    static void write(Path path, Torch torch, TrainedJoint joint) {
        List<StoredTensor> tensors =
                new ArrayList<>(joint.network().parameters().stored());
        joint.weights().forEach((name, array) -> tensors.add(Tensors.stored(torch, PROBE + name, array)));
        ObjectNode node = TrialJson.object();
        node.set("trial", TrialJson.of(joint.trial()));
        node.set("joint", TrialJson.of(joint.options()));
        node.set("scores", TrialJson.of(joint.history().epochs()));
        node.put("seconds", joint.seconds());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(KEY, node.toString());
        SafetensorsWriter.write(path, metadata, tensors);
    }

    static TrainedJoint read(Torch torch, Path path, JointModel model) {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            JsonNode node = TrialJson.parse(path.toString(), file.metadata().getOrDefault(KEY, "{}"));
            ProbeTrial trial = TrialJson.trial(path.toString(), node.path("trial"));
            JointOptions options = TrialJson.joint(path.toString(), node.path("joint"));
            List<EpochScore> scores = TrialJson.scores(node.path("scores"));
            if (scores.isEmpty()) {
                throw TrialJson.broken(path.toString(), "the scores are missing");
            }
            JointNetwork network = model.open(torch, file);
            try {
                return new TrainedJoint(
                        torch,
                        trial,
                        options,
                        network,
                        head(torch, file, trial, network),
                        new TrainingHistory(trial.objective().metric(), scores),
                        node.path("seconds").asDouble());
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
        }
    }

    private static Map<String, NDArray> head(
            Torch torch, SafetensorsFile file, ProbeTrial trial, JointNetwork network) {
        int in = trial.input().width(network.queries(), network.width());
        Map<String, long[]> shapes = trial.head().shapes(in, trial.objective().outputs());
        ProbeFile.checkShapes(file, PROBE, shapes);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        shapes.keySet().forEach(name -> arrays.put(name, Tensors.read(torch, file.tensor(PROBE + name))));
        return arrays;
    }
}

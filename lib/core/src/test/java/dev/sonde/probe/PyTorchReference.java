package dev.sonde.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Fixtures;
import dev.sonde.feature.FeatureSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Trainings of a plain PyTorch program (reference.py beside the files), to be equalled. */
final class PyTorchReference {
    private PyTorchReference() {}

    static Path path(String name) {
        try {
            return Path.of(PyTorchReference.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json() {
        try {
            return new ObjectMapper().readTree(path("pytorch.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> cases() {
        return Fixtures.rows(json().get("cases"));
    }

    static ProbeTrial trial(JsonNode node) {
        int layers = node.get("layers").asInt();
        boolean boxes = node.get("task").asText().equals("box");
        Objective objective = boxes
                ? Objective.boxes(node.get("giou").asDouble(), node.get("l1").asDouble())
                : Objective.truth();
        TrainingOptions options = TrainingOptions.defaults()
                .withBatch(64)
                .withSeed(node.get("seed").asLong())
                .withLearningRate(node.get("lr").asDouble())
                .withEpochs(node.get("epochs").asInt());
        ProbeTrial trial = ProbeTrial.linear(objective).withOptions(options);
        return layers == 1
                ? trial
                : trial.withHead(new ProbeHead.SwiGlu(layers, node.get("width").asInt()));
    }

    static ProbeData train(JsonNode node) {
        return part(node, 0, node.get("n").asInt());
    }

    static ProbeData validation(JsonNode node) {
        int first = node.get("n").asInt();
        return part(node, first, first + node.get("nv").asInt());
    }

    private static ProbeData part(JsonNode node, int from, int to) {
        FeatureSet all = FeatureSet.open(path(node.get("task").asText() + ".safetensors"));
        return ProbeData.of(all).choose(IntStream.range(from, to).toArray());
    }
}

package dev.sonde.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Trials and scores as JSON, for the metadata of files; numbers come back exactly. */
final class TrialJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrialJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** @param place where the text stands, for messages */
    static JsonNode parse(String place, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw broken(place, e.getOriginalMessage());
        }
    }

    static SondeException broken(String place, String problem) {
        return new SondeException(
                place + " does not say what was trained: " + problem,
                "Name a file that this version of Sonde wrote, or delete it and train again.");
    }

    static ObjectNode of(ProbeTrial trial) {
        ObjectNode node = object();
        boolean swiGlu = trial.head() instanceof ProbeHead.SwiGlu;
        ProbeHead.SwiGlu head = swiGlu ? (ProbeHead.SwiGlu) trial.head() : new ProbeHead.SwiGlu(2, 1);
        node.put("layers", swiGlu ? head.layers() : 1).put("width", swiGlu ? head.width() : 0);
        node.put("input", trial.input().toString());
        if (trial.objective() instanceof Objective.Boxes boxes) {
            node.put("giou", boxes.giouWeight()).put("l1", boxes.l1Weight());
        }
        TrainingOptions options = trial.options();
        node.put("rate", options.learningRate()).put("epochs", options.epochs());
        node.put("batch", options.batch()).put("weight_decay", options.weightDecay());
        node.put("warmup", options.warmup()).put("decay", options.decay().name());
        node.put("patience", options.patience()).put("seed", options.seed());
        options.orderSeed().ifPresent(seed -> node.put("order_seed", seed));
        return node.put("threads", options.threads());
    }

    static ProbeTrial trial(String place, JsonNode node) {
        try {
            int layers = node.required("layers").asInt();
            return new ProbeTrial(
                    layers == 1
                            ? ProbeHead.linear()
                            : new ProbeHead.SwiGlu(
                                    layers, node.required("width").asInt()),
                    input(node.required("input").asText()),
                    node.has("giou")
                            ? Objective.boxes(
                                    node.get("giou").asDouble(),
                                    node.required("l1").asDouble())
                            : Objective.truth(),
                    options(node));
        } catch (IllegalArgumentException e) {
            throw broken(place, e.getMessage());
        }
    }

    static ObjectNode of(JointOptions options) {
        ObjectNode node = object().put("part", options.part()).put("rate_factor", options.rateFactor());
        if (Double.isFinite(options.maxNorm())) {
            node.put("max_norm", options.maxNorm());
        }
        options.dropoutSeed().ifPresent(seed -> node.put("dropout_seed", seed));
        return node;
    }

    static JointOptions joint(String place, JsonNode node) {
        try {
            return new JointOptions(
                    node.required("part").asInt(),
                    node.required("rate_factor").asDouble(),
                    node.path("max_norm").asDouble(Double.POSITIVE_INFINITY),
                    node.has("dropout_seed")
                            ? OptionalLong.of(node.get("dropout_seed").asLong())
                            : OptionalLong.empty());
        } catch (IllegalArgumentException e) {
            throw broken(place, e.getMessage());
        }
    }

    static ArrayNode of(List<EpochScore> epochs) {
        ArrayNode all = JSON.createArrayNode();
        for (EpochScore epoch : epochs) {
            all.addArray()
                    .add(epoch.loss())
                    .add(epoch.lastLoss())
                    .add(epoch.score())
                    .add(epoch.rate());
        }
        return all;
    }

    static List<EpochScore> scores(JsonNode all) {
        List<EpochScore> epochs = new ArrayList<>();
        for (JsonNode epoch : all) {
            epochs.add(new EpochScore(
                    epochs.size() + 1,
                    epoch.path(0).asDouble(),
                    epoch.path(1).asDouble(),
                    epoch.path(2).asDouble(),
                    epoch.path(3).asDouble()));
        }
        return epochs;
    }

    private static TrainingOptions options(JsonNode node) {
        return new TrainingOptions(
                node.required("rate").asDouble(),
                node.required("epochs").asInt(),
                node.required("batch").asInt(),
                node.required("weight_decay").asDouble(),
                node.required("warmup").asDouble(),
                Decay.valueOf(node.required("decay").asText()),
                node.required("patience").asInt(),
                node.required("seed").asLong(),
                node.has("order_seed") ? OptionalLong.of(node.get("order_seed").asLong()) : OptionalLong.empty(),
                node.required("threads").asInt());
    }

    private static ProbeInput input(String text) {
        if (text.startsWith("query ")) {
            return ProbeInput.query(Integer.parseInt(text.substring("query ".length())));
        }
        return switch (text) {
            case "flattened" -> ProbeInput.FLATTENED;
            case "pooled" -> ProbeInput.POOLED;
            default -> throw new IllegalArgumentException("there is no input \"" + text + "\"");
        };
    }
}

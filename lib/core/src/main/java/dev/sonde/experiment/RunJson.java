package dev.sonde.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.format.JsonRecord;
import dev.sonde.probe.EpochScore;
import dev.sonde.probe.TrainingHistory;
import dev.sonde.search.Assignment;
import dev.sonde.search.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Runs, settings and histories as JSON; numbers come back exactly. */
final class RunJson {
    private RunJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(Run run) {
        ObjectNode json = object();
        ObjectNode parameters = json.putObject("parameters");
        run.parameters().forEach(parameters::put);
        json.put("data", run.data());
        run.weights().ifPresent(weights -> json.put("weights", weights));
        run.seed().ifPresent(seed -> json.put("seed", seed));
        run.seconds().ifPresent(seconds -> json.put("seconds", seconds));
        return json.put("device", run.device());
    }

    static Run run(JsonRecord json) {
        Map<String, String> parameters = new TreeMap<>();
        json.value("parameters")
                .properties()
                .forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
        return new Run(
                new TreeMap<>(parameters),
                json.text("data"),
                json.has("weights") ? Optional.of(json.text("weights")) : Optional.empty(),
                json.has("seed") ? Optional.of(json.integer("seed")) : Optional.empty(),
                json.text("device"),
                json.has("seconds") ? OptionalDouble.of(number(json, "seconds")) : OptionalDouble.empty());
    }

    static ObjectNode of(Assignment point) {
        ObjectNode json = object();
        point.values().forEach((name, value) -> {
            if (value instanceof Value.Real real) {
                json.put(name, real.number());
            } else {
                json.put(name, value.toString());
            }
        });
        return json;
    }

    static Assignment point(JsonNode json) {
        Map<String, Value> values = new LinkedHashMap<>();
        json.properties()
                .forEach(one -> values.put(
                        one.getKey(),
                        one.getValue().isNumber()
                                ? Value.of(one.getValue().doubleValue())
                                : Value.of(one.getValue().asText())));
        return new Assignment(values);
    }

    static ObjectNode of(TrainingHistory history) {
        ObjectNode json = object().put("metric", history.metric());
        ArrayNode epochs = json.putArray("epochs");
        for (EpochScore epoch : history.epochs()) {
            epochs.addObject()
                    .put("loss", epoch.loss())
                    .put("last loss", epoch.lastLoss())
                    .put("score", epoch.score())
                    .put("rate", epoch.rate());
        }
        return json;
    }

    static TrainingHistory history(JsonRecord json) {
        List<EpochScore> epochs = new ArrayList<>();
        for (JsonRecord epoch : json.objects("epochs")) {
            epochs.add(new EpochScore(
                    epochs.size() + 1,
                    number(epoch, "loss"),
                    number(epoch, "last loss"),
                    number(epoch, "score"),
                    number(epoch, "rate")));
        }
        return new TrainingHistory(json.text("metric"), epochs);
    }

    static double number(JsonRecord json, String key) {
        JsonNode value = json.value(key);
        if (!value.isNumber()) {
            throw json.wrong(key, "a number");
        }
        return value.doubleValue();
    }
}

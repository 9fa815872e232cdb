package dev.sonde.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.data.Box;
import dev.sonde.data.Frame;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Predictions as JSON lines; boxes as [x, y, width, height], the top left corner first, in shares of the image. */
final class PredictionFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PredictionFile() {}

    static void write(Path file, Predictions predictions) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            try (BufferedWriter writer = Files.newBufferedWriter(part)) {
                for (Prediction row : predictions.rows()) {
                    writer.write(JSON.writeValueAsString(node(row)));
                    writer.write('\n');
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SondeException(
                    target + " cannot be written: " + e.getMessage(),
                    "Give a path in a folder that you may write to.",
                    e);
        }
    }

    static Predictions read(Path file) {
        try {
            TextFile text = TextFile.read(file.toString(), file.toString(), Files.newInputStream(file));
            List<Prediction> rows =
                    text.lines().stream().map(line -> row(text, line)).toList();
            return new Predictions(rows);
        } catch (IOException e) {
            throw new SondeException(
                    file + " cannot be read: " + e.getMessage(), "Check the name of the file of predictions.", e);
        }
    }

    private static ObjectNode node(Prediction row) {
        ObjectNode node = JSON.createObjectNode().put("id", row.id()).put("image", row.image());
        if (row instanceof Prediction.Truth truth) {
            node.put("answer", truth.answer()).put("logit", truth.logit()).put("probability", truth.probability());
        } else if (row instanceof Prediction.Region region) {
            put(node, "answer", region.answer());
            put(node, "box", region.box());
            node.put("iou", region.iou());
        }
        ObjectNode tags = node.putObject("tags");
        row.tags().forEach((tag, value) -> tags.put(tag.name(), value));
        return node;
    }

    private static void put(ObjectNode node, String name, Box box) {
        node.putArray(name).add(box.x()).add(box.y()).add(box.width()).add(box.height());
    }

    private static Prediction row(TextFile text, TextFile.Line line) {
        try {
            JsonNode node = JSON.readTree(line.text());
            String id = textOf(node, "id");
            String image = textOf(node, "image");
            Map<Tag, String> tags = new LinkedHashMap<>();
            node.path("tags")
                    .properties()
                    .forEach(tag ->
                            tags.put(new Tag(tag.getKey()), tag.getValue().asText()));
            return node.path("answer").isBoolean()
                    ? new Prediction.Truth(id, image, tags, node.path("answer").asBoolean(), number(node.path("logit")))
                    : new Prediction.Region(id, image, tags, box(node.path("answer")), box(node.path("box")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SondeException(
                    text.where(line) + " is no prediction: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    "Name a file that Predictions.save wrote.",
                    e);
        }
    }

    private static String textOf(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("the text \"" + key + "\" is missing");
        }
        return node.path(key).asText();
    }

    private static double number(JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException("expected a number, found " + node);
        }
        return node.doubleValue();
    }

    private static Box box(JsonNode node) {
        if (!node.isArray() || node.size() != 4) {
            throw new IllegalArgumentException("expected a box of four numbers, found " + node);
        }
        return new Box(number(node.get(0)), number(node.get(1)), number(node.get(2)), number(node.get(3)), Frame.UNIT);
    }
}

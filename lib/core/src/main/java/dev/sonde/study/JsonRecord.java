package dev.sonde.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One object of a JSON file; every error names the file and the key.
 *
 * @param where the file and the place in it, for messages
 * @param advice what to do about a broken one
 */
record JsonRecord(String where, JsonNode node, String advice) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    JsonRecord {
        if (!node.isObject()) {
            throw new SondeException(where + " is not a JSON object; found " + shown(node), advice);
        }
    }

    /** Reads a file that holds one object. */
    static JsonRecord read(Path file, String advice) {
        TextFile text = StudyFiles.read(file);
        String json = text.lines().stream().map(TextFile.Line::text).collect(Collectors.joining("\n"));
        try {
            return new JsonRecord(file.toString(), JSON.readTree(json), advice);
        } catch (JsonProcessingException e) {
            String line = Optional.ofNullable(e.getLocation())
                    .map(location -> " (line " + location.getLineNr() + ")")
                    .orElse("");
            throw new SondeException(file + " is not JSON: " + e.getOriginalMessage() + line, advice, e);
        }
    }

    /** The same object, with another word on what to do about it. */
    JsonRecord withAdvice(String words) {
        return new JsonRecord(where, node, words);
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key) {
        JsonNode value = value(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(key, "a text");
        }
        return value.asText();
    }

    boolean flag(String key) {
        JsonNode value = value(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return value.booleanValue();
    }

    long count(String key) {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(key, "a whole number from 0 on");
        }
        return value.longValue();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(key)) {
            if (!element.isTextual()) {
                throw wrong(key, "a list of texts");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    List<JsonRecord> objects(String key) {
        List<JsonRecord> objects = new ArrayList<>();
        for (JsonNode element : list(key)) {
            objects.add(new JsonRecord(where + ", \"" + key + "\"[" + objects.size() + "],", element, advice));
        }
        return objects;
    }

    /** The error for a value of the wrong kind. */
    SondeException wrong(String key, String expected) {
        return broken("has a wrong \"" + key + "\": expected " + expected + ", found " + shown(node.get(key)));
    }

    /** An error at this place. */
    SondeException broken(String problem) {
        return new SondeException(where + " " + problem, advice);
    }

    private JsonNode list(String key) {
        JsonNode value = value(key);
        if (!value.isArray()) {
            throw wrong(key, "a list");
        }
        return value;
    }

    private JsonNode value(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            throw broken("lacks the key \"" + key + "\"");
        }
        return value;
    }

    private static String shown(JsonNode value) {
        String json = value.isMissingNode() ? "nothing" : value.toString();
        return json.length() <= 60 ? json : json.substring(0, 60) + "…";
    }
}

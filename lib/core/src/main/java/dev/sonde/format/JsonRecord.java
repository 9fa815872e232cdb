package dev.sonde.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One object of a JSON file, read strictly; every error names the place, the key, what was expected and what was found.
 *
 * @param where the file and the place in it, for messages
 * @param advice what to do about a broken one
 */
public record JsonRecord(String where, JsonNode node, String advice) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws SondeException if it is no object */
    public JsonRecord {
        if (!node.isObject()) {
            throw new SondeException(where + " is not a JSON object; found " + shown(node), advice);
        }
    }

    /**
     * Reads a text that is one object.
     *
     * @throws SondeException if it is none, or repeats a key, or goes on behind the object
     */
    public static JsonRecord parse(String where, String json, String advice) {
        try {
            return new JsonRecord(where, JSON.readTree(json), advice);
        } catch (JsonProcessingException e) {
            String line = Optional.ofNullable(e.getLocation())
                    .filter(location -> location.getLineNr() > 1)
                    .map(location -> " (line " + location.getLineNr() + ")")
                    .orElse("");
            throw new SondeException(where + " is not a JSON object: " + message(e) + line, advice, e);
        }
    }

    /** Reads a file that holds one object. */
    public static JsonRecord read(Path file, String advice) {
        return parse(file.toString(), TextFile.read(file).text(), advice);
    }

    /** The same object, with another word on what to do about it. */
    public JsonRecord withAdvice(String words) {
        return new JsonRecord(where, node, words);
    }

    /** Whether the object has the key, with a value other than null. */
    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** A text that is not blank. */
    public String text(String key) {
        JsonNode value = value(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(key, "a text");
        }
        return value.asText();
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        JsonNode value = value(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return value.booleanValue();
    }

    /** A whole number. */
    public long integer(String key) {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number");
        }
        return value.longValue();
    }

    /** A list of so many finite numbers. */
    public double[] numbers(String key, int count) {
        JsonNode list = list(key);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).isNumber() ? list.get(i).doubleValue() : Double.NaN;
        }
        if (numbers.length != count || !Double.isFinite(Arrays.stream(numbers).sum())) {
            throw wrong(key, count + " finite numbers");
        }
        return numbers;
    }

    /** A whole number from 0 on. */
    public long count(String key) {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(key, "a whole number from 0 on");
        }
        return value.longValue();
    }

    /** The JSON that is written inside a text, as some tools write lists; the value itself if it is no text. */
    public JsonNode written(String key) {
        JsonNode value = value(key);
        try {
            return value.isTextual() ? JSON.readTree(value.asText()) : value;
        } catch (JsonProcessingException e) {
            throw new SondeException(where + " has broken JSON in \"" + key + "\": " + message(e), advice, e);
        }
    }

    /** A list of texts. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(key)) {
            if (!element.isTextual()) {
                throw wrong(key, "a list of texts");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /** A list of objects. */
    public List<JsonRecord> objects(String key) {
        List<JsonRecord> objects = new ArrayList<>();
        for (JsonNode element : list(key)) {
            objects.add(new JsonRecord(where + ", \"" + key + "\"[" + objects.size() + "],", element, advice));
        }
        return objects;
    }

    /** The error for a value of the wrong kind. */
    public SondeException wrong(String key, String expected) {
        return broken("has a wrong \"" + key + "\": expected " + expected + ", found " + shown(node.get(key)));
    }

    /** An error at this place. */
    public SondeException broken(String problem) {
        return new SondeException(where + " " + problem, advice);
    }

    /** What is wrong, without where the parser began to read. */
    private static String message(JsonProcessingException e) {
        return e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*\\)$", "");
    }

    private JsonNode list(String key) {
        JsonNode value = value(key);
        if (!value.isArray()) {
            throw wrong(key, "a list");
        }
        return value;
    }

    /** The value of a key that must be there. */
    public JsonNode value(String key) {
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

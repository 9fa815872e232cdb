package dev.sonde.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;

/** A line that is a JSON object, read strictly; an error names the file, the line, the key and what was expected. */
final class JsonLine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String where;
    private final String advice;
    private final JsonNode object;

    /** @param advice what a line should look like */
    JsonLine(TextFile file, TextFile.Line line, String advice) {
        this.where = file.where(line);
        this.advice = advice;
        this.object = parse(line.text());
        if (!object.isObject()) {
            throw broken("is not a JSON object", null);
        }
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    String text(String key) {
        JsonNode value = value(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(key, "a text");
        }
        return value.textValue();
    }

    long integer(String key) {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number");
        }
        return value.longValue();
    }

    /** A number of pixels of an image's side. */
    int side(String key) {
        long pixels = integer(key);
        if (pixels < 1 || pixels > Integer.MAX_VALUE) {
            throw wrong(key, "a number of pixels from 1 on");
        }
        return (int) pixels;
    }

    /** A box as COCO writes it, {@code [left, top, width, height]} in pixels. */
    Box box(String key) {
        JsonNode value = value(key);
        if (!value.isArray() || value.size() != 4) {
            throw wrong(key, "four numbers [left, top, width, height]");
        }
        for (JsonNode number : value) {
            if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
                throw wrong(key, "finite numbers [left, top, width, height]");
            }
        }
        double width = value.get(2).doubleValue();
        double height = value.get(3).doubleValue();
        if (width < 0 || height < 0) {
            throw wrong(key, "a width and a height that are not negative");
        }
        return Box.pixels(value.get(0).doubleValue(), value.get(1).doubleValue(), width, height);
    }

    SondeException wrong(String key, String expected) {
        return broken("has a wrong \"" + key + "\": expected " + expected + ", found " + shown(object.get(key)), null);
    }

    private SondeException broken(String problem, Throwable cause) {
        // The object's number, where it is legible, finds the place in the data set, beside the line's in the file.
        String annotation =
                object != null && object.path("ann_id").isNumber() ? " (ann_id " + object.get("ann_id") + ")" : "";
        return new SondeException(where + annotation + " " + problem, advice, cause);
    }

    private JsonNode value(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            throw broken("lacks the key \"" + key + "\"", null);
        }
        return value;
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SondeException(where + " is not a JSON object: " + e.getOriginalMessage(), advice, e);
        }
    }

    private static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= 60 ? json : json.substring(0, 60) + "…";
    }
}

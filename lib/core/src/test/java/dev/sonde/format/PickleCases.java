package dev.sonde.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The pickles that Python wrote, with the values that they hold; pickles.py beside the files tells how. */
final class PickleCases {
    private PickleCases() {}

    record Case(String name, byte[] pickle, Object value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> all() {
        return Stream.of(
                        cases("pickles.json", "python3"),
                        cases("pickles.json", "opcodes"),
                        cases("pickles2.json", "python2"))
                .flatMap(List::stream);
    }

    private static List<Case> cases(String file, String group) {
        return Fixtures.rows(json(file).get(group)).stream()
                .map(row -> new Case(
                        group + " " + row.get("name").asText() + ", protocol " + row.get("protocol"),
                        HexFormat.of().parseHex(row.get("hex").asText()),
                        value(row.get("value"))))
                .toList();
    }

    private static JsonNode json(String file) {
        try (InputStream in = PickleCases.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case NULL -> PickleNone.NONE;
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> json.longValue();
            case STRING -> json.textValue();
            case ARRAY -> values(json);
            default -> tagged(json.fieldNames().next(), json.elements().next());
        };
    }

    private static Object tagged(String tag, JsonNode json) {
        return switch (tag) {
            case "$int" -> PickleText.integer(new BigInteger(json.asText()));
            case "$float" -> floating(json.asText());
            case "$bytes" -> HexFormat.of().parseHex(json.asText());
            case "$set" -> set(json);
            case "$dict" -> dictionary(json);
            default -> throw new AssertionError(tag);
        };
    }

    private static double floating(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static List<Object> values(JsonNode json) {
        List<Object> list = new ArrayList<>();
        json.forEach(each -> list.add(value(each)));
        return list;
    }

    private static Set<Object> set(JsonNode json) {
        return new LinkedHashSet<>(values(json));
    }

    private static Map<Object, Object> dictionary(JsonNode json) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        json.forEach(pair -> dictionary.put(value(pair.get(0)), value(pair.get(1))));
        return dictionary;
    }
}

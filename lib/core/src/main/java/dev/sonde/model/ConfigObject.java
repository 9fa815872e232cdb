package dev.sonde.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.display.SondeException;
import java.util.Set;

/**
 * An object in a config.json. A key that is absent takes the default of transformers, which leaves out what equals its
 * default; a key of another type than expected, or a value that this library does not compute, is refused.
 *
 * @param where the file and the object in it, for messages
 */
record ConfigObject(String where, ObjectNode values) {
    /** The object under a key; an empty one, whose keys all have their defaults, if it is absent. */
    ConfigObject object(String key) {
        if (!values.hasNonNull(key)) {
            return new ConfigObject(where + ", " + key, JsonNodeFactory.instance.objectNode());
        }
        if (values.get(key) instanceof ObjectNode object) {
            return new ConfigObject(where + ", " + key, object);
        }
        throw wrong(key, "an object");
    }

    boolean has(String key) {
        return values.hasNonNull(key);
    }

    int integer(String key, int ifAbsent) {
        if (!has(key)) {
            return ifAbsent;
        }
        JsonNode value = values.get(key);
        if (!value.isInt()) {
            throw wrong(key, "a whole number");
        }
        return value.intValue();
    }

    double number(String key, double ifAbsent) {
        if (!has(key)) {
            return ifAbsent;
        }
        JsonNode value = values.get(key);
        if (!value.isNumber()) {
            throw wrong(key, "a number");
        }
        return value.doubleValue();
    }

    boolean flag(String key, boolean ifAbsent) {
        if (!has(key)) {
            return ifAbsent;
        }
        JsonNode value = values.get(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return value.booleanValue();
    }

    /** A key whose other values this library does not compute. */
    void only(String key, String ifAbsent, Set<String> supported) {
        JsonNode value = values.get(key);
        String found = !has(key) ? ifAbsent : value.isValueNode() ? value.asText() : value.toString();
        if (!supported.contains(found)) {
            throw wrong(
                    key,
                    "one of " + supported.stream().sorted().toList() + ", which is all that this library computes");
        }
    }

    private SondeException wrong(String key, String expected) {
        String json = String.valueOf(values.get(key));
        String shown = json.length() <= 60 ? json : json.substring(0, 60) + "…";
        return new SondeException(
                where + " has a wrong \"" + key + "\": expected " + expected + ", found " + shown,
                "Give the folder of the right model, or fetch its config.json again.");
    }
}

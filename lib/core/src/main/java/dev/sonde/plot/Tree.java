package dev.sonde.plot;

import java.util.LinkedHashMap;

/** A JSON object under construction; its keys keep their order, so the same figure has the same bytes. */
final class Tree extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    Tree with(String key, Object value) {
        put(key, value);
        return this;
    }
}

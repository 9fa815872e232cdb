package dev.sonde.display;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;

/** Readable text of plain values: arrays by their elements, records by their fields, all cut to a bounded length. */
final class Values {
    private static final int MOST_ELEMENTS = 50;
    private static final int DEEPEST = 5;
    private static final int LONGEST = 20_000;

    /** The containers that are being written, so that one that holds itself ends. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private Values() {}

    static String text(Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        String text = new Values().write(value, 0);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " … (" + text.length() + " characters)";
    }

    private String write(Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Throwable error) {
            return error.toString();
        }
        if (value instanceof Renderable || !isContainer(value)) {
            return String.valueOf(value);
        }
        if (depth == DEEPEST || !open.add(value)) {
            return "…";
        }
        try {
            return container(value, depth + 1);
        } finally {
            open.remove(value);
        }
    }

    private static boolean isContainer(Object value) {
        return value.getClass().isArray()
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Optional
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble
                || value instanceof Record && !hasOwnText(value.getClass());
    }

    private String container(Object value, int depth) {
        if (value.getClass().isArray()) {
            return array(value, depth);
        }
        if (value instanceof Collection<?> collection) {
            return collection(collection, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof Record) {
            return fields((Record) value, depth);
        }
        return optional(value, depth);
    }

    private String array(Object array, int depth) {
        int length = Array.getLength(array);
        boolean nested = length > 0
                && Array.get(array, 0) != null
                && Array.get(array, 0).getClass().isArray();
        StringJoiner text = new StringJoiner(nested ? ",\n " + " ".repeat(depth - 1) : ", ", "[", "]");
        for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
            text.add(write(Array.get(array, i), depth));
        }
        if (length > MOST_ELEMENTS) {
            text.add("… " + length + " elements");
        }
        return text.toString();
    }

    private String collection(Collection<?> collection, int depth) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        collection.stream().limit(MOST_ELEMENTS).forEach(element -> text.add(write(element, depth)));
        if (collection.size() > MOST_ELEMENTS) {
            text.add("… " + collection.size() + " elements");
        }
        return text.toString();
    }

    private String map(Map<?, ?> map, int depth) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        map.entrySet().stream()
                .limit(MOST_ELEMENTS)
                .forEach(e -> text.add(write(e.getKey(), depth) + " = " + write(e.getValue(), depth)));
        if (map.size() > MOST_ELEMENTS) {
            text.add("… " + map.size() + " entries");
        }
        return text.toString();
    }

    private String optional(Object optional, int depth) {
        Object value = null;
        if (optional instanceof Optional<?> o) {
            value = o.orElse(null);
        } else if (optional instanceof OptionalInt o && o.isPresent()) {
            value = o.getAsInt();
        } else if (optional instanceof OptionalLong o && o.isPresent()) {
            value = o.getAsLong();
        } else if (optional instanceof OptionalDouble o && o.isPresent()) {
            value = o.getAsDouble();
        }
        return value == null ? "(empty)" : write(value, depth);
    }

    private String fields(Record record, int depth) {
        StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "[", "]");
        for (RecordComponent field : record.getClass().getRecordComponents()) {
            text.add(field.getName() + " = " + write(component(record, field), depth));
        }
        return text.toString();
    }

    private static Object component(Record record, RecordComponent field) {
        try {
            field.getAccessor().setAccessible(true);
            return field.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            return "?";
        }
    }

    /**
     * Whether a record's own text is to be shown. A written one cannot be told from the compiler's, which shows arrays
     * by their address: so only records that hold an array are written field by field.
     */
    private static boolean hasOwnText(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .noneMatch(c -> c.getType().isArray());
    }
}

package dev.sonde.display;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
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
import java.util.regex.Pattern;

/** Readable text of plain values: arrays by their elements, records by their fields, all cut to a bounded length. */
final class Values {
    private static final int MOST_ELEMENTS = 50;
    private static final int DEEPEST = 5;
    private static final int LONGEST = 100_000;
    /** An array told by its address: a record whose own text has one is written field by field. */
    private static final Pattern ARRAY = Pattern.compile("\\[+(?:[ZBCSIJFD]|L[\\w.$/]+;)@[0-9a-f]+");

    /** The containers that are being written, so that one that holds itself ends. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Characters so far: what would be cut off is not written first. */
    private long written;

    private Values() {}

    static String text(Object value) {
        String text = value instanceof CharSequence ? own(value) : new Values().write(value, 0);
        return text.length() <= LONGEST ? text : cut(text, LONGEST) + " (" + text.length() + " characters)";
    }

    /** At most so many characters, none of them cut in half. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    private String write(Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (written > LONGEST) {
            return "…";
        }
        if (!isContainer(value)) {
            String text = own(value);
            written += text.length();
            return text;
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

    /** The value's own text, which may be null against all custom. */
    private static String own(Object value) {
        String text = value.toString();
        return text == null ? "null" : text;
    }

    private static boolean isContainer(Object value) {
        if (value instanceof Renderable) {
            return false;
        }
        return value.getClass().isArray()
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Optional
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble
                || value instanceof Record && ARRAY.matcher(own(value)).find();
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
}

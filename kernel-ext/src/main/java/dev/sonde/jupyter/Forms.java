package dev.sonde.jupyter;

import dev.sonde.display.Display;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** What both kernels need to show a value: which types are ours, and its forms as trees that their JSON can hold. */
final class Forms {
    /**
     * Types with a renderer of their own, most general last: kernels look for a value's class, its superclasses and its
     * interfaces, and bring some renderers themselves.
     */
    static final List<Class<?>> TYPES = List.of(
            dev.sonde.display.Renderable.class,
            dev.sonde.display.MimeBundle.class,
            Table.class,
            Figure.class,
            BufferedImage.class,
            Object.class);

    private Forms() {}

    /** Hands every form of the value to {@code put}: all are made before the first is put, so none is half there. */
    static void of(Object value, BiConsumer<String, Object> put) {
        Map<String, Object> forms = new LinkedHashMap<>();
        try {
            Display.render(value).forms().forEach((type, form) -> forms.put(type, json(form)));
        } catch (Throwable e) {
            // An error that leaves a renderer hangs the kernel; Display should have caught it, so this is the last net.
            forms.clear();
            forms.put("text/plain", "[" + value.getClass().getName() + " could not be shown: " + e.getClass() + "]");
        }
        forms.forEach(put);
    }

    /** The value with null in place of numbers that JSON does not know. */
    static Object json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), json(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(json(item)));
            return copy;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? value : null;
        }
        return value instanceof String || value instanceof Number || value instanceof Boolean || value == null
                ? value
                : String.valueOf(value);
    }
}

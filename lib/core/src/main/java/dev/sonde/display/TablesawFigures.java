package dev.sonde.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;

/**
 * Tablesaw's figures for today's plotly.js. Tablesaw 0.44 writes JavaScript for version 1: titles as strings, numbers as
 * strings, escaped text. They are read and mended.
 */
final class TablesawFigures {
    /** As a column of numbers writes one: text such as 007 or 1_000 is none. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

    private static final Set<String> MISSING = Set.of("null", "NaN", "Infinity", "-Infinity");
    /** Single values that plotly.js wants as numbers and Tablesaw writes as text. */
    private static final Set<String> NUMERIC =
            Set.of("opacity", "size", "width", "height", "hole", "dtick", "tick0", "nticks", "scaleratio");
    /** Single values that plotly.js wants as booleans and Tablesaw writes as text. */
    private static final Set<String> LOGICAL = Set.of("visible", "autorange");
    /** Lists of words: one that looks like a number stays as it was written. */
    private static final Set<String> WORDS = Set.of("labels", "text", "ticktext");

    private TablesawFigures() {}

    static MimeBundle render(Figure figure) {
        Map<String, Object> plotly = plotly(figure);
        return MimeBundle.ofText(text(plotly)).with(MimeBundle.PLOTLY, plotly);
    }

    /** {@code data}, {@code layout} and, where given, {@code config}. */
    static Map<String, Object> plotly(Figure figure) {
        List<Object> traces = new ArrayList<>();
        Map<String, Object> plotly = new LinkedHashMap<>();
        plotly.put("data", traces);
        plotly.put("layout", new LinkedHashMap<String, Object>());
        // Two traces may have one name (heat maps do), so they are taken in order, not by name.
        TablesawScript.read(figure.asJavascript("figure"), (variable, value) -> {
            Object mended = mend(value, variable);
            if (variable.startsWith("trace")) {
                traces.add(trace(mended));
            } else {
                plotly.put(variable, mended);
            }
        });
        return plotly;
    }

    private static Object mend(Object value, String key) {
        if (value instanceof Map<?, ?> map) {
            return mendMap(map);
        }
        if (value instanceof List<?> list) {
            return mendList(list, key);
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        return value instanceof String text ? mendText(text, key) : value;
    }

    private static Map<String, Object> mendMap(Map<?, ?> map) {
        Map<String, Object> mended = new LinkedHashMap<>();
        map.forEach((key, value) -> mended.put((String) key, mend(value, (String) key)));
        if (mended.get("title") instanceof String text) {
            Map<String, Object> title = new LinkedHashMap<>();
            title.put("text", text);
            for (String font : List.of("titlefont", "titleFont")) {
                Object given = mended.remove(font);
                if (given != null) {
                    title.put("font", given);
                }
            }
            mended.put("title", title);
        }
        return mended;
    }

    private static List<Object> mendList(List<?> list, String key) {
        List<Object> mended = new ArrayList<>();
        list.forEach(value -> mended.add(mend(value, "")));
        if (WORDS.contains(key)) {
            return mended;
        }
        boolean numbers = !mended.isEmpty() && mended.stream().allMatch(TablesawFigures::isNumberOrMissing);
        if (numbers) {
            mended.replaceAll(
                    v -> v instanceof String text && NUMBER.matcher(text).matches()
                            ? (Object) Double.valueOf(text)
                            : v instanceof Number ? v : null);
        }
        return mended;
    }

    private static boolean isNumberOrMissing(Object value) {
        return value == null
                || value instanceof Number
                || value instanceof String text
                        && (MISSING.contains(text) || NUMBER.matcher(text).matches());
    }

    private static Object mendText(String text, String key) {
        if (LOGICAL.contains(key) && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return Boolean.valueOf(text);
        }
        return NUMERIC.contains(key) && NUMBER.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }

    /** A histogram that leaves its bins to plotly.js says so by saying nothing. */
    private static Object trace(Object value) {
        if (value instanceof Map<?, ?> trace) {
            for (String axis : List.of("x", "y")) {
                if (trace.get("nbins" + axis) instanceof Number bins && bins.intValue() == 0) {
                    trace.remove("nbins" + axis);
                    trace.remove("autobin" + axis);
                }
            }
        }
        return value;
    }

    private static String text(Map<String, Object> plotly) {
        StringBuilder text = new StringBuilder("figure");
        if (plotly.get("layout") instanceof Map<?, ?> layout
                && layout.get("title") instanceof Map<?, ?> title
                && title.get("text") instanceof String words
                && !words.isEmpty()) {
            text.append(": ").append(words);
        }
        for (Object trace : (List<?>) plotly.get("data")) {
            if (trace instanceof Map<?, ?> map) {
                text.append("\n  ").append(map.containsKey("type") ? map.get("type") : "trace");
                if (map.get("name") instanceof String name && !name.isEmpty()) {
                    text.append(" \"").append(name).append('"');
                }
            }
        }
        return text.toString();
    }
}

package dev.sonde.display;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;

/**
 * Tablesaw's figures for today's plotly.js. Tablesaw 0.44 writes JavaScript for version 1: titles as strings, numbers as
 * strings, escaped text. Its literals are read leniently and mended.
 */
final class TablesawFigures {
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^\\s*var (layout|config|trace\\d+)\\s*=\\s*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    /** Single values that plotly.js wants as numbers and Tablesaw writes as text. */
    private static final Set<String> NUMERIC = Set.of("opacity", "size", "width", "height", "hole");

    private TablesawFigures() {}

    static MimeBundle render(Figure figure) {
        Map<String, Object> plotly = plotly(figure);
        return MimeBundle.ofText(text(plotly)).with(MimeBundle.PLOTLY, plotly);
    }

    /** {@code data}, {@code layout} and, where given, {@code config}. */
    static Map<String, Object> plotly(Figure figure) {
        String script = figure.asJavascript("figure");
        List<Object> traces = new ArrayList<>();
        Map<String, Object> plotly = new LinkedHashMap<>();
        plotly.put("data", traces);
        plotly.put("layout", new LinkedHashMap<String, Object>());
        Matcher assignment = ASSIGNMENT.matcher(script);
        while (assignment.find()) {
            Object value = mend(read(script.substring(assignment.end())), assignment.group(1));
            if (assignment.group(1).startsWith("trace")) {
                traces.add(trace(value));
            } else {
                plotly.put(assignment.group(1), value);
            }
        }
        return plotly;
    }

    private static Object read(String literal) {
        try (JsonParser parser = LENIENT.getFactory().createParser(literal)) {
            return LENIENT.readValue(parser, Object.class); // stops after the first value
        } catch (IOException e) {
            throw new SondeException(
                    "Tablesaw wrote a figure that cannot be read: " + e.getMessage(),
                    "Draw it with dev.sonde.plot.Figure, or report the kind of plot.",
                    e);
        }
    }

    private static Object mend(Object value, String key) {
        if (value instanceof Map<?, ?> map) {
            return mendMap(map);
        }
        if (value instanceof List<?> list) {
            return mendList(list);
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

    private static List<Object> mendList(List<?> list) {
        List<Object> mended = new ArrayList<>();
        list.forEach(value -> mended.add(mend(value, "")));
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
                        && (text.equals("null") || NUMBER.matcher(text).matches());
    }

    private static Object mendText(String text, String key) {
        if (text.equals("True") || text.equals("False")) {
            return text.equals("True");
        }
        if (NUMERIC.contains(key) && NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return text.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
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

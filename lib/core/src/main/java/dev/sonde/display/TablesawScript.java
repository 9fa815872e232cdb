package dev.sonde.display;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JavaScript that Tablesaw 0.44 writes for a figure, read as what it assigns.
 *
 * <p>Its literals are of two kinds: {@code "..."} holds data, escaped as JSON; {@code '...'} comes from a template, which
 * escapes for HTML and not for JavaScript, so that line ends and backslashes stand there as they are.
 */
final class TablesawScript {
    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'([^']*+)'");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^\\s*var (layout|config|trace\\d+)\\s*=\\s*");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#(\\d{1,6})|#x([0-9a-fA-F]{1,5})|(amp|lt|gt|quot|apos));");

    private TablesawScript() {}

    /** Hands each assigned variable and its value to {@code found}: maps, lists, text, numbers, booleans. */
    static void read(String script, BiConsumer<String, Object> found) {
        String json = LITERAL.matcher(script)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1) == null ? m.group() : quoted(m.group(1))));
        Matcher assignment = ASSIGNMENT.matcher(json);
        while (assignment.find()) {
            found.accept(assignment.group(1), value(json.substring(assignment.end())));
        }
    }

    private static Object value(String literal) {
        try (JsonParser parser = LENIENT.getFactory().createParser(literal)) {
            return LENIENT.readValue(parser, Object.class); // stops after the first value
        } catch (IOException e) {
            throw new SondeException(
                    "Tablesaw wrote a figure that cannot be read: " + e.getMessage(),
                    "Draw it with dev.sonde.plot.Figure, or report the kind of plot.",
                    e);
        }
    }

    private static String quoted(String template) {
        String text = ENTITY.matcher(template).replaceAll(m -> Matcher.quoteReplacement(character(m)));
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String character(java.util.regex.MatchResult entity) {
        if (entity.group(3) == null) {
            int code =
                    entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
            return Character.toString(code);
        }
        return switch (entity.group(3)) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            default -> "'";
        };
    }
}

package dev.sonde.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's template, and how data are put into it. */
final class StudyTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

    private StudyTemplate() {}

    /** A file of this package's resources. */
    static String resource(String name) {
        try (InputStream in = StudyTemplate.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template with its parts; each is put in as it is, and no part is searched for places. */
    static String filled(String template, Map<String, String> parts) {
        return PLACE.matcher(template)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)), place.group())));
    }

    /** JSON that can stand in a script element: no text in it can end the element. */
    static String json(Map<String, ?> object) {
        try {
            return JsonMapper.builder()
                    .build()
                    .writeValueAsString(object)
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of maps, lists and texts is always JSON", e);
        }
    }
}

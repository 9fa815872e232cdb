package dev.sonde.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a VSR file, a JSON object, while it becomes a {@link VsrStatement}. */
final class VsrLine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String ADVICE = "Mend or remove the line, or fetch the published file again: "
            + "each line is a JSON object with the keys image, caption, label (0 or 1), relation, annotator_id, "
            + "vote_true_validator_id and vote_false_validator_id (text such as \"[1, 2]\").";

    private final String where;
    private final JsonNode object;

    private VsrLine(String where, String text) {
        this.where = where;
        this.object = parse(text, "is not a JSON object");
        if (!object.isObject()) {
            throw broken("is not a JSON object", null);
        }
    }

    /** The statement of a line, with an id made of the split, e.g. {@code random/test}, and the line's number. */
    static VsrStatement statement(String split, TextFile file, TextFile.Line line, RelationCategories categories) {
        return new VsrLine(file.where(line), line.text()).statement(split + ":" + line.number(), categories);
    }

    private VsrStatement statement(String id, RelationCategories categories) {
        String relation = text("relation");
        return new VsrStatement(
                id,
                text("image"),
                optionalText("image_link"),
                text("caption"),
                label(),
                relation,
                categories.of(relation),
                referenceFrame(),
                votes("vote_true_validator_id"),
                votes("vote_false_validator_id"),
                optionalText("subj"),
                optionalText("obj"),
                integer("annotator_id"));
    }

    private String text(String key) {
        JsonNode value = value(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw wrong(key, "a text");
        }
        return value.asText();
    }

    private Optional<String> optionalText(String key) {
        return object.hasNonNull(key) ? Optional.of(text(key)) : Optional.empty();
    }

    private boolean label() {
        JsonNode value = value("label");
        boolean zeroOrOne = value.isInt() && (value.intValue() == 0 || value.intValue() == 1);
        if (!zeroOrOne) {
            throw wrong("label", "0 or 1");
        }
        return value.intValue() == 1;
    }

    private int integer(String key) {
        JsonNode value = value(key);
        if (!value.isInt()) {
            throw wrong(key, "a whole number");
        }
        return value.intValue();
    }

    /** The files write the code as a float (1.0), an accident of how they were exported. */
    private Optional<String> referenceFrame() {
        if (!object.hasNonNull("reference_frame")) {
            return Optional.empty();
        }
        JsonNode value = object.get("reference_frame");
        if (value.isTextual()) {
            return Optional.of(value.asText());
        }
        if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            throw wrong("reference_frame", "a code such as 1.0, or null");
        }
        return Optional.of(Integer.toString(value.intValue()));
    }

    private List<Integer> votes(String key) {
        JsonNode value = value(key);
        JsonNode list = value.isTextual() ? parse(value.asText(), "has a broken list in \"" + key + "\"") : value;
        if (!list.isArray()) {
            throw wrong(key, "a list of validators in a text, such as \"[1, 2]\"");
        }
        List<Integer> votes = new ArrayList<>();
        for (JsonNode vote : list) {
            if (!vote.isInt()) {
                throw wrong(key, "a list of whole numbers in a text, such as \"[1, 2]\"");
            }
            votes.add(vote.intValue());
        }
        return votes;
    }

    private JsonNode value(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            throw broken("lacks the key \"" + key + "\"", null);
        }
        return value;
    }

    private JsonNode parse(String text, String problem) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw broken(problem + ": " + e.getOriginalMessage(), e);
        }
    }

    private SondeException wrong(String key, String expected) {
        return broken("has a wrong \"" + key + "\": expected " + expected + ", found " + shown(object.get(key)), null);
    }

    private SondeException broken(String problem, Throwable cause) {
        return new SondeException(where + " " + problem, ADVICE, cause);
    }

    private static String shown(JsonNode value) {
        String json = value.toString();
        return json.length() <= 60 ? json : json.substring(0, 60) + "…";
    }
}

package dev.sonde.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.format.JsonRecord;
import dev.sonde.format.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a VSR file, a JSON object, while it becomes a {@link VsrStatement}. */
final class VsrLine {
    private static final String ADVICE = "Mend or remove the line, or fetch the published file again: "
            + "each line is a JSON object with the keys image, caption, label (0 or 1), relation, annotator_id, "
            + "vote_true_validator_id and vote_false_validator_id (text such as \"[1, 2]\").";

    private final JsonRecord json;

    private VsrLine(JsonRecord json) {
        this.json = json;
    }

    /** The statement of a line, with an id made of the split, e.g. {@code random/test}, and the line's number. */
    static VsrStatement statement(String split, TextFile file, TextFile.Line line, RelationCategories categories) {
        return new VsrLine(JsonRecord.parse(file.where(line), line.text(), ADVICE))
                .statement(split + ":" + line.number(), categories);
    }

    private VsrStatement statement(String id, RelationCategories categories) {
        String relation = json.text("relation");
        return new VsrStatement(
                id,
                json.text("image"),
                optionalText("image_link"),
                json.text("caption"),
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

    private Optional<String> optionalText(String key) {
        return json.has(key) ? Optional.of(json.text(key)) : Optional.empty();
    }

    private boolean label() {
        JsonNode value = json.value("label");
        boolean zeroOrOne = value.isInt() && (value.intValue() == 0 || value.intValue() == 1);
        if (!zeroOrOne) {
            throw json.wrong("label", "0 or 1");
        }
        return value.intValue() == 1;
    }

    private int integer(String key) {
        JsonNode value = json.value(key);
        if (!value.isInt()) {
            throw json.wrong(key, "a whole number");
        }
        return value.intValue();
    }

    /** The files write the code as a float (1.0), an accident of how they were exported. */
    private Optional<String> referenceFrame() {
        if (!json.has("reference_frame")) {
            return Optional.empty();
        }
        JsonNode value = json.value("reference_frame");
        if (value.isTextual()) {
            return Optional.of(value.asText());
        }
        if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            throw json.wrong("reference_frame", "a code such as 1.0, or null");
        }
        return Optional.of(Integer.toString(value.intValue()));
    }

    private List<Integer> votes(String key) {
        JsonNode list = json.written(key);
        if (!list.isArray()) {
            throw json.wrong(key, "a list of validators in a text, such as \"[1, 2]\"");
        }
        List<Integer> votes = new ArrayList<>();
        for (JsonNode vote : list) {
            if (!vote.isInt()) {
                throw json.wrong(key, "a list of whole numbers in a text, such as \"[1, 2]\"");
            }
            votes.add(vote.intValue());
        }
        return votes;
    }
}

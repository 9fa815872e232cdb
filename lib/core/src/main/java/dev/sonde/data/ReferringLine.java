package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import dev.sonde.image.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a JSON-lines file while it becomes a {@link ReferringExpression}. */
final class ReferringLine {
    private static final String ADVICE = "Mend or remove the line: each is a JSON object with the keys image_id, "
            + "file_name, ann_id, bbox [left, top, width, height] in pixels and sent; perhaps width, height, category "
            + "and supercategory.";

    private final JsonLine json;

    private ReferringLine(JsonLine json) {
        this.json = json;
    }

    /**
     * The split that a file holds, with its name.
     *
     * @param id the beginning of the expressions' ids, before the number of the line; empty for the name of the split
     */
    static ReferringSplit split(TextFile file, String id) {
        String name = file.name().replaceFirst("\\.jsonl?$", "");
        String prefix = id.isEmpty() ? name : id;
        List<ReferringExpression> expressions = new ArrayList<>();
        for (TextFile.Line line : file.lines()) {
            ReferringLine read = new ReferringLine(new JsonLine(file, line, ADVICE));
            expressions.add(read.expression(prefix + ":" + line.number()));
        }
        if (expressions.isEmpty()) {
            throw new SondeException(
                    file.place() + " is empty: it holds no expression", "Fetch the file again; it may be cut off.");
        }
        return new ReferringSplit(name, expressions);
    }

    private ReferringExpression expression(String id) {
        return new ReferringExpression(
                id,
                json.integer("image_id"),
                json.text("file_name"),
                size(),
                json.integer("ann_id"),
                json.box("bbox"),
                json.text("sent"),
                category());
    }

    private Optional<ImageSize> size() {
        return json.has("width") || json.has("height")
                ? Optional.of(new ImageSize(json.side("width"), json.side("height")))
                : Optional.empty();
    }

    private Optional<CocoCategory> category() {
        if (!json.has("category")) {
            return Optional.empty();
        }
        CocoCategory category = CocoCategories.things()
                .byName(json.text("category"))
                .orElseThrow(() -> json.wrong("category", "one of COCO's 80 categories"));
        String group = category.superCategory().label();
        if (json.has("supercategory") && !json.text("supercategory").equals(group)) {
            throw json.wrong("supercategory", "\"" + group + "\", the group of \"" + category.name() + "\"");
        }
        return Optional.of(category);
    }
}

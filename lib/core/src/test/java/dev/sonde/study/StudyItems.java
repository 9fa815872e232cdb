package dev.sonde.study;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.GridCell;
import dev.sonde.data.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Examples and items made by hand. */
final class StudyItems {
    private StudyItems() {}

    static Example example(String image, String phrase, GridCell named, GridCell real) {
        return new Example(
                image + "/" + phrase + "@" + named,
                image,
                phrase + " is in the " + named,
                new Answer.Truth(named == real),
                Map.of(Tag.PHRASE, phrase, Tag.CELL, named.label(), Tag.TRUE_CELL, real.label()));
    }

    /** For each of so many photographs a phrase that matches and another that does not. */
    static List<Example> examples(int photographs) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < photographs; i++) {
            GridCell real = GridCell.values()[i % 9];
            examples.add(example(i + ".jpg", "the dog " + i, real, real));
            examples.add(example(i + ".jpg", "the cat " + i, GridCell.values()[(i + 4) % 9], real));
        }
        return examples;
    }

    /** A study of four items: the first two match, the others do not. */
    static StudyKey key() {
        return StudyKey.of(List.of(
                item("a.jpg", GridCell.TOP, GridCell.TOP),
                item("b.jpg", GridCell.TOP, GridCell.TOP),
                item("c.jpg", GridCell.BOTTOM, GridCell.MIDDLE),
                item("d.jpg", GridCell.BOTTOM_LEFT, GridCell.TOP)));
    }

    static StudyItem item(String image, GridCell named, GridCell real) {
        return StudyItem.of(example(image, "the thing", named, real));
    }

    /** The ids of a key's items, in their order. */
    static List<String> ids(StudyKey key) {
        return List.copyOf(key.items().keySet());
    }
}

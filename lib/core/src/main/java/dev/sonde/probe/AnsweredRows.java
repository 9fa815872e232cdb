package dev.sonde.probe;

import dev.sonde.data.Tag;
import dev.sonde.feature.Targets;
import java.util.List;
import java.util.Map;

/** Rows that know their right answers, whatever is read to find them. */
interface AnsweredRows {
    /** The name of the split, or where the rows lie. */
    String name();

    /** How many rows. */
    int size();

    /** The ids of the examples. */
    List<String> ids();

    /** The image of each row. */
    List<String> groups();

    /** The text of each example. */
    List<String> texts();

    /** The tags of a row. */
    Map<Tag, String> tags(int row);

    /** The right answers. */
    Targets targets();
}

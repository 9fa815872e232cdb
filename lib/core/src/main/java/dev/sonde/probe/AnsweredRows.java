package dev.sonde.probe;

import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.feature.Targets;
import java.util.List;
import java.util.Map;

/** Rows that know their right answers, whatever is read to find them. */
interface AnsweredRows {
    /**
     * The answers of a split's examples.
     *
     * @throws SondeException if there are none
     */
    static Targets targets(Split split) {
        return Targets.of(split.examples())
                .orElseThrow(() -> new SondeException(
                        split.name() + " has no examples", "Check the files and the filter that made the split."));
    }

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

package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.display.SondeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose features the rows are.
 *
 * @param ids the id of each row's example; they differ
 * @param groups the image of each row, so that intervals can be clustered by it; empty if it is not known
 * @param targets what must be predicted for each row, if it is known
 */
public record FeatureRows(List<String> ids, List<String> groups, Optional<Targets> targets) {
    /** @throws SondeException if two ids are equal or the lengths differ */
    public FeatureRows {
        ids = ids instanceof RowNumbers ? ids : List.copyOf(ids);
        groups = List.copyOf(groups);
        if (!(ids instanceof RowNumbers)) {
            checkDifferent(ids);
        }
        if (!groups.isEmpty()) {
            checkCount("groups", groups.size(), ids.size());
        }
        if (targets.isPresent()) {
            checkCount(targets.get().kind().tensor(), targets.get().size(), ids.size());
        }
    }

    /** The examples of a split: their ids, images and answers. */
    public static FeatureRows of(Split split) {
        List<Example> examples = split.examples();
        return new FeatureRows(
                examples.stream().map(Example::id).toList(),
                examples.stream().map(Example::image).toList(),
                Targets.of(examples));
    }

    /** Rows of which only the number is known; their ids are 0, 1, 2, ... */
    public static FeatureRows numbered(int count) {
        return new FeatureRows(new RowNumbers(count), List.of(), Optional.empty());
    }

    /** The same rows with other targets, such as those of a control task. */
    public FeatureRows withTargets(Targets other) {
        return new FeatureRows(ids, groups, Optional.of(other));
    }

    /** How many rows. */
    public int size() {
        return ids.size();
    }

    private static void checkDifferent(List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw new SondeException(
                        "Two rows have the id \"" + id + "\"",
                        "Give each row an id of its own: predictions are kept under it.");
            }
        }
    }

    private static void checkCount(String what, int found, int expected) {
        if (found != expected) {
            throw new SondeException(
                    "\"" + what + "\" speaks of " + found + " rows; the features have " + expected,
                    "Write one entry for each row of the features, in the same order.");
        }
    }
}

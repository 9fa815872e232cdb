package dev.sonde.probe;

import dev.sonde.display.SondeException;
import dev.sonde.feature.Targets;

/** Refuses data that no probe can be trained or judged on. */
final class DataChecks {
    private DataChecks() {}

    static void requireRows(AnsweredRows data) {
        if (data.size() == 0) {
            throw new SondeException(
                    data.name() + " has no rows", "Check the files and the filter that made the split.");
        }
    }

    static void requireAlike(int queries, int hidden, ProbeData data) {
        requireRows(data);
        if (data.queries() != queries || data.hidden() != hidden) {
            throw new SondeException(
                    data.name() + " has rows of [" + data.queries() + ", " + data.hidden()
                            + "]; the training rows have [" + queries + ", " + hidden + "]",
                    "Extract the features of all splits with the same model and layer.");
        }
    }

    static void requireKind(Objective objective, AnsweredRows data) {
        boolean boxes = data.targets().kind() == Targets.Kind.BOX;
        if (boxes != objective instanceof Objective.Boxes) {
            throw new SondeException(
                    "A probe of " + objective + " cannot be trained or judged on " + data.targets() + " (" + data.name()
                            + ")",
                    "Use Objective.truth() for truth values and Objective.boxes() for boxes.");
        }
    }

    /** One class is nothing to learn. */
    static void requireVariety(AnsweredRows data) {
        if (data.targets().kind() == Targets.Kind.BOX) {
            return;
        }
        float first = data.targets().value(0, 0);
        for (int row = 1; row < data.size(); row++) {
            if (data.targets().value(row, 0) != first) {
                return;
            }
        }
        throw new SondeException(
                "All " + data.size() + " answers of " + data.name() + " are " + (first > 0 ? "true" : "false")
                        + ": there is nothing to learn",
                "Give training rows of both kinds.");
    }
}

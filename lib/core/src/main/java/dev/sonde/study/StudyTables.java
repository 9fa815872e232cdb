package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The tables of a result; each title tells simulated raters. */
final class StudyTables {
    private static final String NONE = "–";

    private final StudyResult result;
    private final List<RaterResult> raters;

    StudyTables(StudyResult result) {
        this.result = result;
        this.raters = result.raters();
    }

    TableView summary() {
        TableView table = titled("Human study")
                .column("Quantity", Align.LEFT)
                .column("Answers", Align.LEFT)
                .column("Value", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("Right / answers, or items", Align.RIGHT);
        table = accuracy(table, "kept", result.accuracy())
                .row(
                        "Accuracy",
                        "kept, mean of raters",
                        percent(result.meanAccuracy()),
                        NONE,
                        raters.size() + " raters");
        table = accuracy(table, "kept, phrase matches", result.accuracy(true));
        table = accuracy(table, "kept, phrase does not match", result.accuracy(false));
        table = accuracy(table, "all", result.accuracyOfAll());
        for (Agreement agreement : List.of(result.agreement(), result.agreementOfKept(), result.agreementOfAll())) {
            table = agreement(table, agreement);
        }
        return table.note(excluded())
                .note("Accuracy: interval of Wilson, which takes all answers as independent. "
                        + "Kappa: percentiles of a bootstrap over items.");
    }

    TableView raters() {
        TableView table = titled("Participants")
                .column("Participant", Align.LEFT)
                .column("Accuracy, kept", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("Right / kept", Align.RIGHT)
                .column("Accuracy, all", Align.RIGHT)
                .column("Several cells", Align.RIGHT)
                .column("Incorrect", Align.RIGHT)
                .column("Missing", Align.RIGHT)
                .column("Median seconds", Align.RIGHT);
        for (RaterResult rater : raters) {
            table = table.row(
                    rater.rater().label(),
                    rater.kept().percent(),
                    rater.kept().interval(),
                    rater.kept(),
                    rater.all().percent(),
                    rater.severalCells(),
                    rater.incorrect(),
                    rater.missing(),
                    seconds(rater));
        }
        return table;
    }

    TableView cells() {
        TableView table = titled("Accuracy by the location asked about")
                .column("Location", Align.LEFT)
                .column("Accuracy, kept", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("Right / kept", Align.RIGHT);
        for (GridCell cell : GridCell.values()) {
            Tally tally = result.accuracyByCell().get(cell);
            table = table.row(cell.label(), tally.percent(), tally.interval(), tally);
        }
        return table;
    }

    TableView difficultItems() {
        TableView table = titled("Items that somebody got wrong or left out")
                .column("Item", Align.LEFT)
                .column("Photograph", Align.LEFT)
                .column("Phrase", Align.LEFT)
                .column("Asked", Align.LEFT)
                .column("Object in", Align.LEFT)
                .column("Right / kept", Align.RIGHT)
                .column("Several cells", Align.RIGHT)
                .column("Incorrect", Align.RIGHT);
        for (ItemResult one : result.items()) {
            if (one.difficulty() > 0 || one.severalCells() + one.incorrect() > 0) {
                table = table.row(
                        one.item().id(),
                        one.item().image(),
                        one.item().phrase(),
                        one.item().cell(),
                        one.item().trueCell(),
                        one.kept(),
                        one.severalCells(),
                        one.incorrect());
            }
        }
        return table;
    }

    private TableView titled(String title) {
        return TableView.titled(result.simulated().title(title + ", study " + result.study()));
    }

    private static TableView accuracy(TableView table, String answers, Tally tally) {
        return table.row("Accuracy", answers, tally.percent(), tally.interval(), tally);
    }

    private static TableView agreement(TableView table, Agreement agreement) {
        TableView longer = table.row(
                "Fleiss' kappa",
                agreement.basis(),
                agreement.kappa().map(k -> number(k.kappa())).orElse(NONE),
                agreement
                        .interval()
                        .map(i -> "[" + number(i.low()) + ", " + number(i.high()) + "]")
                        .orElse(NONE),
                agreement.items() + " items");
        return agreement.problem().isEmpty()
                ? longer
                : longer.note("Fleiss' kappa of " + agreement.basis() + ": " + agreement.problem() + ".");
    }

    private String excluded() {
        return raters.size() + " raters. Not kept, as in the paper: " + total(RaterResult::severalCells)
                + " answers that rank several cells, " + total(RaterResult::incorrect)
                + " that call the phrase factually incorrect. Missing: " + total(RaterResult::missing) + ".";
    }

    private long total(ToLongFunction<RaterResult> count) {
        return raters.stream().mapToLong(count).sum();
    }

    private static String seconds(RaterResult rater) {
        return rater.medianSeconds().isPresent()
                ? String.format(Locale.ROOT, "%.1f", rater.medianSeconds().getAsDouble())
                : NONE;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}

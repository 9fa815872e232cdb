package dev.sonde.paper;

import dev.sonde.data.LabelCounts;
import dev.sonde.data.RelationCategory;
import dev.sonde.data.VsrSplit;
import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.stats.DetectableDifference;
import dev.sonde.stats.Interval;
import dev.sonde.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What a VSR accuracy must be compared with: the majority class of the split and of each category, and the smallest
 * difference that so many items can show.
 *
 * @param split the split's name
 * @param rows the whole split first, then its categories
 */
public record VsrBaselines(String split, List<Row> rows) implements Tabular {
    /** Share of items on which two systems disagree, for the paired difference: assumed. */
    private static final double DISCORDANCE = 0.2;

    /**
     * One line of the table.
     *
     * @param name {@code all}, or the category
     * @param counts items and true items
     * @param majority the accuracy of always giving the majority class's answer
     * @param aboveMajority smallest accuracy above that baseline, in points, that a test at 5 % finds with 80 % power
     * @param betweenSystems smallest difference of two systems on the same items, in points, found likewise
     */
    public record Row(
            String name, LabelCounts counts, Proportion majority, double aboveMajority, double betweenSystems) {

        static Row of(String name, LabelCounts counts) {
            Proportion majority = new Proportion(counts.majorityCount(), counts.count());
            DetectableDifference detectable = DetectableDifference.withDefaults();
            return new Row(
                    name,
                    counts,
                    majority,
                    points(() -> detectable.oneSample(majority.value(), counts.count())),
                    points(() -> detectable.paired(DISCORDANCE, counts.count())));
        }

        /** In points; NaN where so few items can show no difference at all. */
        private static double points(DoubleSupplier share) {
            try {
                return 100 * share.getAsDouble();
            } catch (SondeException e) {
                return Double.NaN;
            }
        }

        /** The answer of the majority class. */
        public String answer() {
            return String.valueOf(counts.majority());
        }
    }

    /** Copies the list. */
    public VsrBaselines {
        rows = List.copyOf(rows);
    }

    /** The baselines of a split. */
    public static VsrBaselines of(VsrSplit split) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("all", split.counts()));
        for (RelationCategory category : RelationCategory.values()) {
            LabelCounts counts = split.byCategory().get(category);
            if (counts != null && counts.count() > 0) {
                rows.add(Row.of(category.label(), counts));
            }
        }
        return new VsrBaselines(split.name(), rows);
    }

    /** The baselines as a table. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("VSR " + split + ": what an accuracy is compared with")
                .column("Category", Align.LEFT)
                .column("N", Align.RIGHT)
                .column("Majority class", Align.LEFT)
                .column("Its accuracy (%)", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("Detectable above it (points)", Align.RIGHT)
                .column("Detectable between two systems (points)", Align.RIGHT);
        for (Row row : rows) {
            Interval wilson = row.majority().wilson().times(100);
            view = view.row(
                    row.name(),
                    row.counts().count(),
                    row.answer(),
                    Numbers.format("%.2f", row.majority().percent()),
                    Numbers.format("%.1f – %.1f", wilson.low(), wilson.high()),
                    text(row.aboveMajority()),
                    text(row.betweenSystems()));
        }
        return view.note(
                "Intervals are Wilson's. Detectable: the smallest difference that a two-sided test at 5 % finds with "
                        + "80 % power; between two systems on the same items, if they disagree on a fifth of them (assumed).");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static String text(double points) {
        return Double.isFinite(points) ? Numbers.format("%.1f", points) : "none";
    }
}

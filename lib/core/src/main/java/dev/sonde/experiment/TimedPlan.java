package dev.sonde.experiment;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plan with the time that it takes at a speed.
 *
 * @param plan what would be computed
 * @param speed of the device at hand
 */
public record TimedPlan(Plan plan, Speed speed) implements Tabular {
    /** Every stage with its cost, and their sums. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("What would be computed, " + plan.scale() + " scale")
                .column("Stage", Align.LEFT)
                .column("Amount", Align.LEFT)
                .column("Operations", Align.RIGHT)
                .column("Disk", Align.RIGHT)
                .column("Reads", Align.RIGHT)
                .column("Time", Align.RIGHT)
                .column("Missing", Align.LEFT);
        for (Stage.Kind kind : Stage.Kind.values()) {
            List<Stage> stages = plan.of(kind);
            if (!stages.isEmpty()) {
                view = view.section(kind.label());
                for (Stage stage : stages) {
                    view = row(view, stage);
                }
            }
        }
        view = view.section("sum");
        view = sum(view, "all stages", plan);
        view = sum(view, "of them can run now", plan.runnable());
        for (Map.Entry<ProbedModel, String> absent : plan.absent().entrySet()) {
            view = view.note("Left out: " + absent.getKey() + "; " + absent.getValue() + ".");
        }
        return view.note("Speed: " + speed + ".")
                .note(
                        "An upper estimate: no early stopping, nothing shared between examples of a joint step; each stage once, "
                                + "whether it has been computed before or not.");
    }

    private TableView row(TableView view, Stage stage) {
        return view.row(
                stage.what(),
                stage.amount(),
                operations(stage.flops()),
                bytes(stage.diskBytes()),
                bytes(stage.readBytes()),
                time(speed.seconds(stage)),
                stage.missing().map(Cell::caution).orElse(Cell.of("")));
    }

    private TableView sum(TableView view, String what, Plan part) {
        int stages = part.stages().size();
        double reads = part.stages().stream().mapToDouble(Stage::readBytes).sum();
        return view.row(
                what,
                stages + (stages == 1 ? " stage" : " stages"),
                operations(part.flops()),
                bytes(part.diskBytes()),
                bytes(reads),
                time(speed.seconds(part)),
                "");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** Such as {@code 13.4 PFLOP}. */
    static String operations(double flops) {
        return scaled(flops, new String[] {"FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP", "EFLOP", "ZFLOP"});
    }

    /** Such as {@code 18.7 GB}; empty for none. */
    static String bytes(double bytes) {
        return bytes == 0 ? "" : scaled(bytes, new String[] {"B", "kB", "MB", "GB", "TB", "PB", "EB"});
    }

    /** Such as {@code 12 s}, {@code 3.4 min}, {@code 56 h}. */
    static String time(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, seconds < 36_000 ? "%.1f h" : "%,.0f h", seconds / 3600);
    }

    private static String scaled(double number, String[] units) {
        int unit = 0;
        double shown = number;
        while (shown >= 999.5 && unit < units.length - 1) {
            shown /= 1000;
            unit++;
        }
        String form = shown >= 99.95 || unit == 0 ? "%.0f %s" : shown >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, form, shown, units[unit]);
    }
}

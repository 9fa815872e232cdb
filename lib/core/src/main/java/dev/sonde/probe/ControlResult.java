package dev.sonde.probe;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.stats.Selectivity;
import java.util.Locale;

/**
 * A task and its control task.
 *
 * @param task the result on the task
 * @param control the result on random answers
 * @param seen the share of test rows whose text occurs in training: for the others, memory cannot help
 */
public record ControlResult(ProbeResult task, ProbeResult control, double seen) implements Tabular {
    /** Task minus control, of the shares that are right (boxes: IoU at least 0.5). */
    public Selectivity selectivity() {
        return new Selectivity(task.first().right(), control.first().right());
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Selectivity")
                .column("", Align.LEFT)
                .column("%", Align.RIGHT)
                .column("95 % (Wilson)", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("N", Align.RIGHT);
        table = control.score().row(task.score().row(table, "task"), "control task");
        return table.note(String.format(
                Locale.ROOT,
                "Selectivity %.2f points (Hewitt and Liang 2019). The texts of %.1f %% of the test rows occur in training.",
                100 * selectivity().value(),
                100 * seen));
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

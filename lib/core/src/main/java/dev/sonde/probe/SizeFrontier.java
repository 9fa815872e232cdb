package dev.sonde.probe;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What probes of several sizes reach.
 *
 * @param points in the order in which they were asked for
 */
public record SizeFrontier(List<Point> points) implements Tabular {
    /**
     * One size.
     *
     * @param parameters how many numbers are trained
     * @param score on the test rows
     * @param control the same probe on the control task
     */
    public record Point(ProbeHead head, long parameters, Score score, ControlResult control) {}

    public SizeFrontier {
        points = List.copyOf(points);
    }

    /** The points that no smaller probe equals in score, in ascending order of parameters. */
    public List<Point> best() {
        return points.stream()
                .filter(point -> points.stream()
                        .noneMatch(other -> other.parameters() < point.parameters()
                                && other.score().value() >= point.score().value()))
                .sorted(Comparator.comparingLong(Point::parameters))
                .toList();
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Probe sizes")
                .column("probe", Align.LEFT)
                .column("parameters", Align.RIGHT)
                .column("%", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("selectivity", Align.RIGHT);
        for (Point point : points) {
            table = table.row(
                    point.head(),
                    String.format(Locale.ROOT, "%,d", point.parameters()),
                    point.score().text(),
                    point.score().interval(),
                    String.format(
                            Locale.ROOT,
                            "%.2f",
                            100 * point.control().selectivity().value()));
        }
        return table.note("Selectivity in points: task minus control task.");
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

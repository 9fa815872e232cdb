package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A figure for a terminal: title, axes, and the numbers of each series in aligned columns. */
final class FigureText {
    private static final int MOST_ROWS = 80;

    private final StringBuilder out = new StringBuilder();

    private FigureText() {}

    static String of(Figure figure) {
        FigureText text = new FigureText();
        if (!figure.title().isEmpty()) {
            text.line(figure.title());
        }
        figure.panels().forEach(text::panel);
        if (!figure.caption().isEmpty()) {
            text.line("").line(figure.caption());
        }
        return text.out.toString().stripTrailing();
    }

    private FigureText line(String text) {
        out.append(text).append('\n');
        return this;
    }

    private void panel(Panel panel) {
        line("");
        if (!panel.title().isEmpty()) {
            line(panel.title());
        }
        if (!panel.x().title().isEmpty() || !panel.y().title().isEmpty()) {
            line("x: " + panel.x().title() + ", y: " + panel.y().title());
        }
        bars(panel);
        for (Mark mark : panel.marks()) {
            mark(panel, mark);
        }
    }

    private void mark(Panel panel, Mark mark) {
        if (mark instanceof Mark.Line line) {
            points(panel, line.name(), line.x(), line.y(), line.band(), List.of());
        } else if (mark instanceof Mark.Points points) {
            points(panel, points.name(), points.x(), points.y(), points.errors(), points.labels());
        } else if (mark instanceof Mark.HeatMap map) {
            heatMap(panel, map);
        } else if (mark instanceof Mark.Histogram histogram) {
            histogram(panel, histogram);
        } else if (mark instanceof Mark.Picture picture) {
            line("picture of " + picture.image().getWidth() + " × "
                    + picture.image().getHeight() + " pixels");
        } else if (mark instanceof Mark.Rectangle box) {
            line(named(box.name(), "box") + ": x " + Ticks.reading(box.x0()) + " to " + Ticks.reading(box.x1()) + ", y "
                    + Ticks.reading(box.y0()) + " to " + Ticks.reading(box.y1()));
        } else if (mark instanceof Mark.Grid grid) {
            line("grid of " + grid.rows() + " × " + grid.columns() + " cells");
        } else if (mark instanceof Mark.Reference reference) {
            String axis = reference.orientation() == Orientation.HORIZONTAL ? "y" : "x";
            line(named(reference.name(), "line") + ": " + axis + " = " + Ticks.reading(reference.value()));
        }
    }

    /** All bars of a panel in one table: a row for each category, a column for each series. */
    private void bars(Panel panel) {
        List<Mark.Bars> all = panel.marks(Mark.Bars.class).toList();
        if (all.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(panel.x().label()));
        all.forEach(bars -> head.add(named(bars.name(), panel.y().label())));
        rows.add(head);
        for (int i = 0; i < panel.x().categories().size(); i++) {
            List<String> row = new ArrayList<>(List.of(panel.x().categories().get(i)));
            for (Mark.Bars bars : all) {
                row.add(value(bars.values().get(i), bars.errors(), i));
            }
            rows.add(row);
        }
        table(rows);
    }

    private void points(
            Panel panel, String name, List<Double> x, List<Double> y, Optional<Bounds> bounds, List<String> labels) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(
                List.of(named(panel.x().label(), "x"), named(name, panel.y().label()))));
        for (int i = 0; i < y.size(); i++) {
            List<String> row = new ArrayList<>(List.of(place(panel.x(), x.get(i)), value(y.get(i), bounds, i)));
            if (!labels.isEmpty()) {
                row.add(labels.get(i));
            }
            rows.add(row);
        }
        table(rows);
    }

    private void heatMap(Panel panel, Mark.HeatMap map) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(panel.x().categories());
        rows.add(head);
        for (int i = 0; i < map.values().size(); i++) {
            List<String> row = new ArrayList<>(List.of(panel.y().categories().get(i)));
            map.values().get(i).forEach(v -> row.add(MarkDrawing.cellText(map, v)));
            rows.add(row);
        }
        table(rows);
    }

    private void histogram(Panel panel, Mark.Histogram histogram) {
        Bins bins = Bins.of(panel);
        List<Double> counts = bins.counts(histogram);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                named(panel.x().label(), "bin"),
                named(histogram.name(), panel.y().label())));
        for (int i = 0; i < counts.size(); i++) {
            rows.add(List.of(
                    Ticks.reading(bins.left(i)) + " to " + Ticks.reading(bins.left(i + 1)),
                    Ticks.reading(counts.get(i))));
        }
        table(rows);
    }

    private static String place(Axis axis, double x) {
        int nearest = (int) Math.rint(x);
        boolean named = axis.isCategorical()
                && nearest >= 0
                && nearest < axis.categories().size();
        return named ? axis.categories().get(nearest) : Ticks.reading(x);
    }

    private static String value(double value, Optional<Bounds> bounds, int i) {
        return Ticks.reading(value)
                + bounds.filter(b -> b.has(i))
                        .map(b -> " [" + Ticks.reading(b.low().get(i)) + ", "
                                + Ticks.reading(b.high().get(i)) + "]")
                        .orElse("");
    }

    private static String named(String name, String otherwise) {
        return name.isBlank() ? otherwise : name;
    }

    /** Columns as wide as their widest cell; the first to the left, numbers to the right. */
    private void table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (int r = 0; r < Math.min(rows.size(), MOST_ROWS + 1); r++) {
            StringBuilder line = new StringBuilder(" ");
            for (int c = 0; c < rows.get(r).size(); c++) {
                String cell = rows.get(r).get(c);
                String blanks = " ".repeat(widths[c] - cell.length());
                line.append(' ').append(c == 0 ? cell + blanks : " " + blanks + cell);
            }
            line(line.toString().stripTrailing());
        }
        if (rows.size() > MOST_ROWS + 1) {
            line("  and " + (rows.size() - MOST_ROWS - 1) + " more rows");
        }
    }
}

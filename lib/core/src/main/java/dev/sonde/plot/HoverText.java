package dev.sonde.plot;

import static dev.sonde.plot.PlotlyDrawing.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Plotly shows beside the pointer: the name, where it is, the value with its interval and unit. */
final class HoverText {
    private HoverText() {}

    static List<String> bars(Panel panel, Mark.Bars bars) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < bars.values().size(); i++) {
            String place = escape(panel.x().categories().get(i));
            texts.add(head(bars.name()) + place + ": "
                    + value(panel.y(), bars.values().get(i), bars.errors(), i));
        }
        return texts;
    }

    static List<String> points(
            Panel panel, String name, List<Double> x, List<Double> y, Optional<Bounds> bounds, List<String> labels) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < y.size(); i++) {
            String label = labels.isEmpty() ? "" : escape(labels.get(i)) + "<br>";
            texts.add(head(name) + label + place(panel.x(), x.get(i)) + "<br>" + labelled(panel.y())
                    + value(panel.y(), y.get(i), bounds, i));
        }
        return texts;
    }

    static List<List<String>> cells(Panel panel, Mark.HeatMap map) {
        List<List<String>> texts = new ArrayList<>();
        for (int row = 0; row < map.values().size(); row++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < map.values().get(row).size(); column++) {
                line.add(labelled(panel.y()) + escape(panel.y().categories().get(row)) + "<br>" + labelled(panel.x())
                        + escape(panel.x().categories().get(column)) + "<br>"
                        + Ticks.reading(map.values().get(row).get(column)));
            }
            texts.add(line);
        }
        return texts;
    }

    static List<String> bins(Mark.Histogram histogram, Bins bins) {
        List<Double> counts = bins.counts(histogram);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            texts.add(head(histogram.name()) + Ticks.reading(bins.left(i)) + " to " + Ticks.reading(bins.left(i + 1))
                    + ": " + Ticks.reading(counts.get(i)));
        }
        return texts;
    }

    static String rectangle(Mark.Rectangle box) {
        return head(box.name()) + "x " + Ticks.reading(box.x0()) + " to " + Ticks.reading(box.x1()) + "<br>y "
                + Ticks.reading(box.y0()) + " to " + Ticks.reading(box.y1());
    }

    private static String head(String name) {
        return name.isBlank() ? "" : "<b>" + escape(name) + "</b><br>";
    }

    private static String labelled(Axis axis) {
        return axis.label().isEmpty() ? "" : escape(axis.label()) + ": ";
    }

    private static String place(Axis axis, double x) {
        int nearest = (int) Math.rint(x);
        if (axis.isCategorical() && nearest >= 0 && nearest < axis.categories().size()) {
            return escape(axis.categories().get(nearest));
        }
        return labelled(axis) + number(axis, x);
    }

    private static String value(Axis axis, double value, Optional<Bounds> bounds, int i) {
        String interval = bounds.filter(b -> b.has(i))
                .map(b -> " [" + Ticks.reading(b.low().get(i)) + ", "
                        + Ticks.reading(b.high().get(i)) + "]")
                .orElse("");
        return number(axis, value) + interval;
    }

    private static String number(Axis axis, double value) {
        return Ticks.reading(value) + (axis.unit().isEmpty() ? "" : " " + escape(axis.unit()));
    }
}

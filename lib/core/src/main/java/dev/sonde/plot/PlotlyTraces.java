package dev.sonde.plot;

import static dev.sonde.plot.PlotlyDrawing.escape;
import static dev.sonde.plot.PlotlyDrawing.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The marks of a figure as Plotly traces, shapes and images. */
final class PlotlyTraces {
    private final Palette palette;
    private final Set<String> inLegend = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private final List<Object> traces = new ArrayList<>();
    private final List<Object> shapes = new ArrayList<>();
    private final List<Object> images = new ArrayList<>();

    private Frame frame;
    private String xAxis;
    private String yAxis;

    PlotlyTraces(Palette palette, List<Mark> legend) {
        this.palette = palette;
        legend.forEach(mark -> inLegend.add(mark.name()));
    }

    List<Object> traces() {
        return traces;
    }

    List<Object> shapes() {
        return shapes;
    }

    List<Object> images() {
        return images;
    }

    /** Adds the marks of one panel. */
    void panel(Frame panelFrame, String xAxisId, String yAxisId) {
        frame = panelFrame;
        xAxis = xAxisId;
        yAxis = yAxisId;
        // Plotly leaves out axes without a trace: this one has no points that could be seen.
        traces.add(map(
                "type",
                "scatter",
                "x",
                listOfNull(),
                "y",
                listOfNull(),
                "xaxis",
                xAxis,
                "yaxis",
                yAxis,
                "showlegend",
                false,
                "hoverinfo",
                "skip"));
        panelFrame.panel().marks().forEach(this::add);
    }

    private void add(Mark mark) {
        if (mark instanceof Mark.Bars bars) {
            bars(bars);
        } else if (mark instanceof Mark.Line line) {
            line(line);
        } else if (mark instanceof Mark.Points points) {
            points(points);
        } else if (mark instanceof Mark.HeatMap heatMap) {
            heatMap(heatMap);
        } else if (mark instanceof Mark.Histogram histogram) {
            histogram(histogram);
        } else if (mark instanceof Mark.Picture picture) {
            picture(picture);
        } else if (mark instanceof Mark.Rectangle rectangle) {
            rectangle(rectangle);
        } else if (mark instanceof Mark.Grid grid) {
            grid(grid);
        } else if (mark instanceof Mark.Reference reference) {
            reference(reference);
        }
    }

    private Map<String, Object> trace(String type, Mark mark, List<Double> x, List<Double> y) {
        Map<String, Object> trace = map("type", type, "name", escape(mark.name()), "xaxis", xAxis, "yaxis", yAxis);
        trace.put(along(), numbers(x));
        trace.put(up(), numbers(y));
        trace.put("legendgroup", escape(mark.name()));
        trace.put("showlegend", inLegend.contains(mark.name()) && shown.add(mark.name()));
        traces.add(trace);
        return trace;
    }

    private void hover(Map<String, Object> trace, List<String> texts) {
        trace.put("hovertext", texts);
        trace.put("hoverinfo", "text");
    }

    private String along() {
        return frame.panel().sideways() ? "y" : "x";
    }

    private String up() {
        return frame.panel().sideways() ? "x" : "y";
    }

    private void bars(Mark.Bars bars) {
        double offset = MarkDrawing.barOffset(frame.panel(), bars);
        List<Double> x = new ArrayList<>();
        for (int i = 0; i < bars.values().size(); i++) {
            x.add(i + offset);
        }
        Map<String, Object> trace = trace("bar", bars, x, bars.values());
        trace.put("orientation", frame.panel().sideways() ? "h" : "v");
        trace.put("width", MarkDrawing.barWidth(frame.panel()));
        trace.put("marker", map("color", palette.colour(bars)));
        errors(trace, bars.values(), bars.errors(), Palette.INK);
        hover(trace, HoverText.bars(frame.panel(), bars));
    }

    private void errors(Map<String, Object> trace, List<Double> values, Optional<Bounds> errors, String colour) {
        if (errors.isEmpty()) {
            return;
        }
        List<Double> plus = new ArrayList<>();
        List<Double> minus = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean there = errors.get().has(i);
            plus.add(there ? errors.get().high().get(i) - values.get(i) : Double.NaN);
            minus.add(there ? values.get(i) - errors.get().low().get(i) : Double.NaN);
        }
        trace.put(
                "error_" + up(),
                map(
                        "type",
                        "data",
                        "symmetric",
                        false,
                        "array",
                        numbers(plus),
                        "arrayminus",
                        numbers(minus),
                        "color",
                        colour,
                        "thickness",
                        1.3,
                        "width",
                        4));
    }

    private void line(Mark.Line line) {
        String colour = palette.colour(line);
        line.band().ifPresent(band -> band(line, band, colour));
        Map<String, Object> trace = trace("scatter", line, line.x(), line.y());
        trace.put("mode", Series.showsPoints(line) ? "lines+markers" : "lines");
        trace.put("connectgaps", false);
        trace.put("line", map("color", colour, "width", 2));
        trace.put(
                "marker",
                map("color", colour, "size", 6, "symbol", palette.symbol(line).plotly()));
        hover(trace, HoverText.points(frame.panel(), line.name(), line.x(), line.y(), line.band(), List.of()));
    }

    private void band(Mark.Line line, Bounds band, String colour) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (List<Integer> run : Series.bandRuns(line, band)) {
            for (int i : run) {
                x.add(line.x().get(i));
                y.add(band.high().get(i));
            }
            for (int k = run.size() - 1; k >= 0; k--) {
                x.add(line.x().get(run.get(k)));
                y.add(band.low().get(run.get(k)));
            }
            x.add(Double.NaN);
            y.add(Double.NaN);
        }
        Map<String, Object> trace = map("type", "scatter", "mode", "lines", "xaxis", xAxis, "yaxis", yAxis);
        trace.put(along(), numbers(x));
        trace.put(up(), numbers(y));
        trace.putAll(map(
                "fill",
                "toself",
                "fillcolor",
                translucent(colour),
                "line",
                map("width", 0),
                "hoverinfo",
                "skip",
                "legendgroup",
                escape(line.name()),
                "showlegend",
                false));
        traces.add(trace);
    }

    private void points(Mark.Points points) {
        String colour = palette.colour(points);
        Map<String, Object> trace = trace("scatter", points, points.x(), points.y());
        trace.put("mode", points.labels().isEmpty() ? "markers" : "markers+text");
        trace.put(
                "marker",
                map("color", colour, "size", 7, "symbol", palette.symbol(points).plotly()));
        if (!points.labels().isEmpty()) {
            trace.put(
                    "text", points.labels().stream().map(PlotlyDrawing::escape).toList());
            trace.put(
                    "textposition",
                    Beside.place(frame, points).stream().map(b -> b.plotly).toList());
            trace.put("textfont", map("size", Lettering.TICK));
            trace.put("cliponaxis", false);
        }
        errors(trace, points.y(), points.errors(), colour);
        hover(
                trace,
                HoverText.points(
                        frame.panel(), points.name(), points.x(), points.y(), points.errors(), points.labels()));
    }

    private void heatMap(Mark.HeatMap heatMap) {
        Palette.Shades shades = Palette.Shades.of(heatMap);
        Map<String, Object> trace = map(
                "type",
                "heatmap",
                "xaxis",
                xAxis,
                "yaxis",
                yAxis,
                "z",
                heatMap.values().stream().map(PlotlyTraces::numbers).toList(),
                "zmin",
                shades.low(),
                "zmax",
                shades.high(),
                "colorscale",
                shades.stops(),
                "showscale",
                !heatMap.annotated(),
                "hoverongaps",
                false,
                "xgap",
                1,
                "ygap",
                1);
        if (heatMap.annotated()) {
            trace.put(
                    "text",
                    heatMap.values().stream()
                            .map(row -> row.stream()
                                    .map(v -> MarkDrawing.cellText(heatMap, v))
                                    .toList())
                            .toList());
            trace.put("texttemplate", "%{text}");
            trace.put("textfont", map("size", Lettering.TICK));
        } else {
            trace.put("colorbar", colourBar());
        }
        trace.put("hovertext", HoverText.cells(frame.panel(), heatMap));
        trace.put("hoverinfo", "text");
        traces.add(trace);
    }

    /** The bar stands beside its own panel, also among facets. */
    private Map<String, Object> colourBar() {
        return map(
                "thickness",
                12,
                "outlinewidth",
                0,
                "xpad",
                8,
                "ypad",
                0,
                "len",
                1,
                "tickfont",
                map("size", Lettering.TICK));
    }

    private void histogram(Mark.Histogram histogram) {
        Bins bins = Bins.of(frame.panel());
        List<Double> x = new ArrayList<>();
        for (int i = 0; i < bins.count(); i++) {
            x.add(bins.centre(i));
        }
        boolean shared = frame.panel().marks(Mark.Histogram.class).count() > 1;
        Map<String, Object> trace = trace("bar", histogram, x, bins.counts(histogram));
        trace.put("orientation", frame.panel().sideways() ? "h" : "v");
        trace.put("width", bins.width());
        trace.put("marker", map("color", palette.colour(histogram), "line", map("color", "#ffffff", "width", 0.8)));
        trace.put("opacity", shared ? 0.55 : 1.0);
        hover(trace, HoverText.bins(histogram, bins));
    }

    private void picture(Mark.Picture picture) {
        images.add(map(
                "source",
                MarkDrawing.dataUri(picture),
                "xref",
                xAxis,
                "yref",
                yAxis,
                "x",
                0,
                "y",
                0,
                "sizex",
                picture.image().getWidth(),
                "sizey",
                picture.image().getHeight(),
                "xanchor",
                "left",
                "yanchor",
                "top",
                "sizing",
                "stretch",
                "layer",
                "below"));
    }

    private void rectangle(Mark.Rectangle box) {
        List<Double> x = List.of(box.x0(), box.x1(), box.x1(), box.x0(), box.x0());
        List<Double> y = List.of(box.y0(), box.y0(), box.y1(), box.y1(), box.y0());
        Map<String, Object> trace = trace("scatter", box, x, y);
        trace.put("mode", "lines");
        trace.put("line", map("color", palette.colour(box), "width", 2.5));
        hover(trace, List.of(HoverText.rectangle(box)));
    }

    private void grid(Mark.Grid grid) {
        for (int i = 1; i < grid.columns(); i++) {
            double share = i / (double) grid.columns();
            gridLine(share, 0, share, 1);
        }
        for (int i = 1; i < grid.rows(); i++) {
            double share = i / (double) grid.rows();
            gridLine(0, share, 1, share);
        }
    }

    private void gridLine(double x0, double y0, double x1, double y1) {
        shapes.add(shape(x0, y0, x1, y1, map("color", "#ffffff", "width", 2.5), 0.8));
        shapes.add(shape(x0, y0, x1, y1, map("color", Palette.INK, "width", 1, "dash", "5px,4px"), 1));
    }

    private Map<String, Object> shape(
            double x0, double y0, double x1, double y1, Map<String, Object> line, double opacity) {
        return map(
                "type",
                "line",
                "xref",
                xAxis + " domain",
                "yref",
                yAxis + " domain",
                "x0",
                x0,
                "y0",
                y0,
                "x1",
                x1,
                "y1",
                y1,
                "line",
                line,
                "opacity",
                opacity);
    }

    /** A shape, since it reaches across the panel however far the reader zooms out. */
    private void reference(Mark.Reference line) {
        boolean level =
                (line.orientation() == Orientation.HORIZONTAL) != frame.panel().sideways();
        Map<String, Object> shape = map(
                "type",
                "line",
                "xref",
                level ? xAxis + " domain" : xAxis,
                "x0",
                level ? 0.0 : line.value(),
                "x1",
                level ? 1.0 : line.value(),
                "yref",
                level ? yAxis : yAxis + " domain",
                "y0",
                level ? line.value() : 0.0,
                "y1",
                level ? line.value() : 1.0,
                "line",
                map("color", palette.colour(line), "width", 1.5, "dash", "5px,4px"),
                "name",
                escape(line.name()),
                "legendgroup",
                escape(line.name()),
                "showlegend",
                inLegend.contains(line.name()) && shown.add(line.name()));
        if (Double.isFinite(line.value())) {
            shapes.add(shape);
        }
    }

    /** Numbers for JSON, which has neither NaN nor infinity: they become null. */
    static List<Object> numbers(List<Double> values) {
        List<Object> numbers = new ArrayList<>();
        values.forEach(v -> numbers.add(Double.isFinite(v) ? v : null));
        return numbers;
    }

    private static List<Object> listOfNull() {
        List<Object> list = new ArrayList<>();
        list.add(null);
        return list;
    }

    private static String translucent(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return "rgba(" + (rgb >> 16) + "," + (rgb >> 8 & 255) + "," + (rgb & 255) + ",0.18)";
    }
}

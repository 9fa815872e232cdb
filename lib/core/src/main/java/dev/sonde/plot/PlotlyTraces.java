package dev.sonde.plot;

import static dev.sonde.plot.PlotlyDrawing.escape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The marks of a figure as Plotly traces, shapes and images. */
final class PlotlyTraces {
    private final Palette palette;
    private final Set<String> inLegend = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private final List<Object> traces = new ArrayList<>();
    private final PlotlyShapes over;

    private Frame frame;
    private String xAxis;
    private String yAxis;
    private List<Double> across;
    private List<Double> upright;

    PlotlyTraces(Palette palette, List<Mark> legend) {
        this.palette = palette;
        this.over = new PlotlyShapes(palette);
        legend.forEach(mark -> inLegend.add(mark.name()));
    }

    List<Object> traces() {
        return traces;
    }

    /** The shapes and images of the panels added so far. */
    PlotlyShapes shapes() {
        return over;
    }

    /**
     * Adds the marks of one panel.
     *
     * @param domainAcross where its plot begins and ends from left to right, as shares of the page
     * @param domainUpright the same from bottom to top
     */
    void panel(
            Frame panelFrame, String xAxisId, String yAxisId, List<Double> domainAcross, List<Double> domainUpright) {
        across = domainAcross;
        upright = domainUpright;
        frame = panelFrame;
        xAxis = xAxisId;
        yAxis = yAxisId;
        over.on(panelFrame, xAxisId, yAxisId);
        int before = traces.size();
        panelFrame.panel().marks().forEach(this::add);
        if (traces.size() == before) {
            traces.add(unseen());
        }
    }

    /** Plotly leaves out axes without a trace: this one holds them and shows nothing. */
    private Tree unseen() {
        List<Object> nothing = numbers(List.of(Double.NaN));
        return new Tree()
                .with("type", "scatter")
                .with("x", nothing)
                .with("y", nothing)
                .with("xaxis", xAxis)
                .with("yaxis", yAxis)
                .with("showlegend", false)
                .with("hoverinfo", "skip");
    }

    private void add(Mark mark) {
        if (mark instanceof Mark.Bars bars) {
            bars(bars);
        } else if (mark instanceof Mark.Line line) {
            line(line);
        } else if (mark instanceof Mark.Points points) {
            points(points);
        } else if (mark instanceof Mark.HeatMap heatMap) {
            traces.add(PlotlyHeatMap.trace(frame, heatMap, across, upright)
                    .with("xaxis", xAxis)
                    .with("yaxis", yAxis));
        } else if (mark instanceof Mark.Histogram histogram) {
            histogram(histogram);
        } else if (mark instanceof Mark.Picture picture) {
            over.picture(picture);
        } else if (mark instanceof Mark.Rectangle rectangle) {
            rectangle(rectangle);
        } else if (mark instanceof Mark.Grid grid) {
            over.grid(grid);
        } else if (mark instanceof Mark.Reference reference) {
            over.reference(reference, isFirst(reference));
        }
    }

    private Tree trace(String type, Mark mark, List<Double> x, List<Double> y) {
        Tree trace = new Tree()
                .with("type", type)
                .with("name", escape(mark.name()))
                .with("xaxis", xAxis)
                .with("yaxis", yAxis);
        trace.put(along(), numbers(x));
        trace.put(up(), numbers(y));
        trace.put("legendgroup", escape(mark.name()));
        trace.put("showlegend", isFirst(mark));
        traces.add(trace);
        return trace;
    }

    /** The legend has one entry for a name, whatever panels it is in. */
    private boolean isFirst(Mark mark) {
        return inLegend.contains(mark.name()) && shown.add(mark.name());
    }

    private void hover(Tree trace, List<String> texts) {
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
        Tree trace = trace("bar", bars, x, bars.values());
        trace.put("orientation", frame.panel().sideways() ? "h" : "v");
        trace.put("width", MarkDrawing.barWidth(frame.panel()));
        trace.put("marker", new Tree().with("color", palette.colour(bars)));
        errors(trace, bars.values(), bars.errors(), Palette.INK);
        hover(trace, HoverText.bars(frame.panel(), bars));
    }

    private void errors(Tree trace, List<Double> values, Optional<Bounds> errors, String colour) {
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
                new Tree()
                        .with("type", "data")
                        .with("symmetric", false)
                        .with("array", numbers(plus))
                        .with("arrayminus", numbers(minus))
                        .with("color", colour)
                        .with("thickness", 1.3)
                        .with("width", 4));
    }

    private void line(Mark.Line line) {
        String colour = palette.colour(line);
        line.band().ifPresent(band -> band(line, band, colour));
        Tree trace = trace("scatter", line, line.x(), line.y());
        trace.put("mode", Series.showsPoints(line) ? "lines+markers" : "lines");
        trace.put("connectgaps", false);
        trace.put("line", new Tree().with("color", colour).with("width", 2));
        trace.put(
                "marker",
                new Tree()
                        .with("color", colour)
                        .with("size", 6)
                        .with("symbol", palette.symbol(line).plotly()));
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
        Tree trace = new Tree()
                .with("type", "scatter")
                .with("mode", "lines")
                .with("xaxis", xAxis)
                .with("yaxis", yAxis);
        trace.put(along(), numbers(x));
        trace.put(up(), numbers(y));
        trace.putAll(new Tree()
                .with("fill", "toself")
                .with("fillcolor", translucent(colour))
                .with("line", new Tree().with("width", 0))
                .with("hoverinfo", "skip")
                .with("legendgroup", escape(line.name()))
                .with("showlegend", false));
        traces.add(trace);
    }

    private void points(Mark.Points points) {
        String colour = palette.colour(points);
        Tree trace = trace("scatter", points, points.x(), points.y());
        trace.put("mode", points.labels().isEmpty() ? "markers" : "markers+text");
        trace.put(
                "marker",
                new Tree()
                        .with("color", colour)
                        .with("size", 7)
                        .with("symbol", palette.symbol(points).plotly()));
        if (!points.labels().isEmpty()) {
            trace.put(
                    "text", points.labels().stream().map(PlotlyDrawing::escape).toList());
            trace.put(
                    "textposition",
                    Beside.place(frame, points).stream().map(b -> b.plotly).toList());
            trace.put("textfont", new Tree().with("size", Lettering.TICK));
            trace.put("cliponaxis", false);
        }
        errors(trace, points.y(), points.errors(), colour);
        hover(
                trace,
                HoverText.points(
                        frame.panel(), points.name(), points.x(), points.y(), points.errors(), points.labels()));
    }

    private void histogram(Mark.Histogram histogram) {
        Bins bins = Bins.of(frame.panel());
        List<Double> x = new ArrayList<>();
        for (int i = 0; i < bins.count(); i++) {
            x.add(bins.centre(i));
        }
        boolean shared = frame.panel().marks(Mark.Histogram.class).count() > 1;
        Tree trace = trace("bar", histogram, x, bins.counts(histogram));
        trace.put("orientation", frame.panel().sideways() ? "h" : "v");
        trace.put("width", bins.width());
        trace.put(
                "marker",
                new Tree()
                        .with("color", palette.colour(histogram))
                        .with("line", new Tree().with("color", "#ffffff").with("width", 0.8)));
        trace.put("opacity", shared ? 0.55 : 1.0);
        hover(trace, HoverText.bins(histogram, bins));
    }

    private void rectangle(Mark.Rectangle box) {
        List<Double> x = List.of(box.x0(), box.x1(), box.x1(), box.x0(), box.x0());
        List<Double> y = List.of(box.y0(), box.y0(), box.y1(), box.y1(), box.y0());
        // A white edge keeps the box visible on a part of the picture that has its colour.
        traces.add(new Tree()
                .with("type", "scatter")
                .with("mode", "lines")
                .with("x", numbers(x))
                .with("y", numbers(y))
                .with("xaxis", xAxis)
                .with("yaxis", yAxis)
                .with("line", new Tree().with("color", "#ffffff").with("width", 4.5))
                .with("hoverinfo", "skip")
                .with("legendgroup", escape(box.name()))
                .with("showlegend", false));
        Tree trace = trace("scatter", box, x, y);
        trace.put("mode", "lines");
        trace.put("line", new Tree().with("color", palette.colour(box)).with("width", 2.5));
        hover(trace, List.of(HoverText.rectangle(box)));
    }

    /** Numbers for JSON, which has neither NaN nor infinity: they become null. */
    static List<Object> numbers(List<Double> values) {
        List<Object> numbers = new ArrayList<>();
        values.forEach(v -> numbers.add(Double.isFinite(v) ? v : null));
        return numbers;
    }

    private static String translucent(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return "rgba(" + (rgb >> 16) + "," + (rgb >> 8 & 255) + "," + (rgb & 255) + ",0.18)";
    }
}

package dev.sonde.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws a laid-out figure for plotly.js 4: the plots stand where the SVG has them, as shares of the page, so that the
 * figure can grow with its place.
 *
 * <p>Names on an axis are ticks of a numeric axis: bars, points between two names and lines then share one geometry.
 */
final class PlotlyDrawing {
    private final Layout layout;
    private final Palette palette;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    PlotlyDrawing(Layout layout) {
        this.layout = layout;
        this.palette = Palette.of(layout.figure());
        List<Frame> frames = layout.frames();
        double width = layout.figure().width();
        this.left = frames.stream().mapToDouble(Frame::left).min().orElse(0);
        this.right = Math.max(
                left + 1, frames.stream().mapToDouble(Frame::right).max().orElse(width));
        this.top = frames.stream().mapToDouble(Frame::top).min().orElse(0);
        this.bottom = frames.stream().mapToDouble(Frame::bottom).max().orElse(layout.height());
    }

    Map<String, Object> figure() {
        PlotlyTraces traces = new PlotlyTraces(palette, Legend.entries(layout.figure()));
        for (int i = 0; i < layout.frames().size(); i++) {
            traces.panel(layout.frames().get(i), axisId("x", i), axisId("y", i));
        }
        return map("data", traces.traces(), "layout", layoutTree(traces), "config", config());
    }

    private static Map<String, Object> config() {
        return map("responsive", true, "displaylogo", false);
    }

    private Map<String, Object> layoutTree(PlotlyTraces traces) {
        Map<String, Object> tree = map(
                // An empty template: the page's own theme must not change a figure of a paper.
                "template",
                map(),
                "title",
                title(),
                "height",
                layout.height(),
                "autosize",
                true,
                "margin",
                margin(),
                "font",
                map("family", Lettering.FONTS, "size", Lettering.TICK, "color", Palette.INK),
                "paper_bgcolor",
                "#ffffff",
                "plot_bgcolor",
                "#ffffff",
                "hovermode",
                "closest",
                "hoverlabel",
                map("align", "left"),
                "barmode",
                "overlay",
                "bargap",
                0,
                "showlegend",
                !layout.legend().rows().isEmpty(),
                "legend",
                legend());
        for (int i = 0; i < layout.frames().size(); i++) {
            String suffix = i == 0 ? "" : String.valueOf(i + 1);
            Frame frame = layout.frames().get(i);
            tree.put("xaxis" + suffix, axis(frame, i, true));
            tree.put("yaxis" + suffix, axis(frame, i, false));
        }
        tree.put("annotations", annotations());
        tree.put("shapes", traces.shapes());
        tree.put("images", traces.images());
        return tree;
    }

    private Map<String, Object> margin() {
        return map("l", left, "r", layout.figure().width() - right, "t", top, "b", layout.height() - bottom, "pad", 0);
    }

    private Map<String, Object> title() {
        String text = String.join(
                "<br>", layout.title().stream().map(PlotlyDrawing::escape).toList());
        return map(
                "text",
                text.isEmpty() ? "" : "<b>" + text + "</b>",
                "font",
                map("size", Lettering.TITLE),
                "x",
                Layout.EDGE / layout.figure().width(),
                "xanchor",
                "left",
                "y",
                1 - Layout.EDGE / layout.height(),
                "yanchor",
                "top");
    }

    private Map<String, Object> legend() {
        return map(
                "orientation", "h",
                "xref", "container",
                "x", Layout.EDGE / layout.figure().width(),
                "xanchor", "left",
                "yref", "container",
                "y", 1 - layout.legendTop() / layout.height(),
                "yanchor", "top",
                "font", map("size", Lettering.LABEL),
                "tracegroupgap", 0);
    }

    private Map<String, Object> axis(Frame frame, int panel, boolean across) {
        Axis axis = across ? frame.panel().across() : frame.panel().upright();
        Range range = across ? frame.across() : frame.upright();
        boolean reversed = !across && frame.panel().downward();
        boolean bare = frame.panel().has(Mark.Picture.class) || frame.panel().has(Mark.HeatMap.class);
        Map<String, Object> tree = map(
                "title",
                map("text", axisTitle(frame, across), "font", map("size", Lettering.LABEL), "standoff", 6),
                "domain",
                across ? domainAcross(frame) : domainUpright(frame),
                "anchor",
                axisId(across ? "y" : "x", panel),
                "type",
                axis.logarithmic() ? "log" : "linear",
                "range",
                ends(axis, range, reversed),
                "visible",
                !axis.hidden(),
                "showgrid",
                !bare && !axis.isCategorical(),
                "gridcolor",
                Palette.GRID,
                "zeroline",
                false,
                "showline",
                !bare && (across || axis.isCategorical()),
                "linecolor",
                Palette.AXIS,
                "ticks",
                across && !axis.isCategorical() ? "outside" : "",
                "ticklen",
                4,
                "tickcolor",
                Palette.AXIS,
                "tickfont",
                map("size", Lettering.TICK),
                "automargin",
                true);
        ticks(tree, frame, axis, across);
        if (frame.panel().has(Mark.Picture.class)) {
            tree.put("constrain", "domain");
            if (!across) {
                tree.put("scaleanchor", axisId("x", panel));
            }
        }
        return tree;
    }

    private String axisTitle(Frame frame, boolean across) {
        List<String> lines = (across ? AxisLabels.below(frame) : labelsLeft(frame)).title();
        return String.join("<br>", lines.stream().map(PlotlyDrawing::escape).toList());
    }

    private void ticks(Map<String, Object> tree, Frame frame, Axis axis, boolean across) {
        if (!axis.isCategorical()) {
            tree.put("nticks", across ? frame.ticksAcross() + 1 : frame.ticksUpright() + 1);
            tree.put("separatethousands", true);
            tree.put("exponentformat", "power");
            return;
        }
        AxisLabels labels = across ? AxisLabels.below(frame) : labelsLeft(frame);
        tree.put("tickmode", "array");
        tree.put("tickvals", labels.ticks().stream().map(Ticks.Tick::value).toList());
        tree.put("ticktext", labels.lines().stream().map(PlotlyDrawing::lines).toList());
        tree.put("tickangle", across ? labels.angle() : 0);
    }

    private AxisLabels labelsLeft(Frame frame) {
        return AxisLabels.left(frame, Layout.labelRoom(layout.figure()));
    }

    private static String lines(List<String> lines) {
        return String.join("<br>", lines.stream().map(PlotlyDrawing::escape).toList());
    }

    private static List<Double> ends(Axis axis, Range range, boolean reversed) {
        double low = axis.logarithmic() ? Math.log10(range.low()) : range.low();
        double high = axis.logarithmic() ? Math.log10(range.high()) : range.high();
        return reversed ? List.of(high, low) : List.of(low, high);
    }

    private List<Double> domainAcross(Frame frame) {
        return List.of(share((frame.left() - left) / (right - left)), share((frame.right() - left) / (right - left)));
    }

    private List<Double> domainUpright(Frame frame) {
        double all = bottom - top;
        return List.of(share((bottom - frame.bottom()) / all), share((bottom - frame.top()) / all));
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private List<Object> annotations() {
        List<Object> list = new ArrayList<>();
        for (Frame frame : layout.frames()) {
            if (!frame.panel().title().isEmpty()) {
                List<Double> x = domainAcross(frame);
                Map<String, Object> heading = annotation(
                        "<b>" + escape(frame.panel().title()) + "</b>",
                        (x.get(0) + x.get(1)) / 2,
                        domainUpright(frame).get(1));
                heading.put("xanchor", "center");
                heading.put("yanchor", "bottom");
                heading.put("yshift", 3);
                heading.put("font", map("size", Lettering.HEADING));
                list.add(heading);
            }
        }
        if (!layout.caption().isEmpty()) {
            Map<String, Object> caption = annotation(lines(layout.caption()), 0, 0);
            caption.put("xanchor", "left");
            caption.put("yanchor", "top");
            caption.put("xshift", Layout.EDGE - left);
            caption.put("yshift", bottom - layout.captionBaseline(0) + Lettering.TICK);
            caption.put("align", "left");
            caption.put("font", map("size", Lettering.TICK, "color", Palette.MUTED));
            list.add(caption);
        }
        return list;
    }

    private static Map<String, Object> annotation(String text, double x, double y) {
        return map("text", text, "xref", "paper", "x", x, "yref", "paper", "y", y, "showarrow", false);
    }

    static String axisId(String letter, int panel) {
        return panel == 0 ? letter : letter + (panel + 1);
    }

    /** Text for Plotly, which reads a small part of HTML. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A map of the given keys and values that keeps their order. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}

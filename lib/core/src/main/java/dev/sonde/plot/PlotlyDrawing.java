package dev.sonde.plot;

import java.util.ArrayList;
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
            Frame frame = layout.frames().get(i);
            traces.panel(frame, axisId("x", i), axisId("y", i), domainAcross(frame), domainUpright(frame));
        }
        return new Tree()
                .with("data", traces.traces())
                .with("layout", layoutTree(traces))
                .with("config", config());
    }

    private static Tree config() {
        return new Tree().with("responsive", true).with("displaylogo", false);
    }

    private Tree layoutTree(PlotlyTraces traces) {
        Tree tree = new Tree() // An empty template: the theme of the page must not change a figure of a paper.
                .with("template", new Tree())
                .with("title", title())
                .with("height", layout.height())
                .with("autosize", true)
                .with("margin", margin())
                .with(
                        "font",
                        new Tree()
                                .with("family", Lettering.FONTS)
                                .with("size", Lettering.TICK)
                                .with("color", Palette.INK))
                .with("paper_bgcolor", "#ffffff")
                .with("plot_bgcolor", "#ffffff")
                .with("modebar", new Tree().with("bgcolor", "rgba(255,255,255,0.85)"))
                .with("hovermode", "closest")
                .with("hoverlabel", new Tree().with("align", "left"))
                .with("barmode", "overlay")
                .with("bargap", 0)
                .with("showlegend", !layout.legend().rows().isEmpty())
                .with("legend", legend());
        for (int i = 0; i < layout.frames().size(); i++) {
            String suffix = i == 0 ? "" : String.valueOf(i + 1);
            Frame frame = layout.frames().get(i);
            tree.put("xaxis" + suffix, axis(frame, i, true));
            tree.put("yaxis" + suffix, axis(frame, i, false));
        }
        tree.put("annotations", annotations());
        tree.put("shapes", traces.shapes().shapes());
        tree.put("images", traces.shapes().images());
        return tree;
    }

    private Tree margin() {
        return new Tree()
                .with("l", left)
                .with("r", layout.figure().width() - right)
                .with("t", top)
                .with("b", layout.height() - bottom)
                .with("pad", 0);
    }

    private Tree title() {
        String text = String.join(
                "<br>", layout.title().stream().map(PlotlyDrawing::escape).toList());
        // plotly.js 4 forgets the height of capitals above the first of several lines.
        double rise = layout.title().size() > 1 ? 0.7 * Lettering.TITLE : 0;
        return new Tree()
                .with("text", text.isEmpty() ? "" : "<b>" + text + "</b>")
                .with("font", new Tree().with("size", Lettering.TITLE))
                .with("x", Layout.EDGE / layout.figure().width())
                .with("xanchor", "left")
                .with("y", 1 - (Layout.EDGE + rise) / layout.height())
                .with("yanchor", "top");
    }

    private Tree legend() {
        return new Tree()
                .with("orientation", "h")
                .with("xref", "container")
                .with("x", Layout.EDGE / layout.figure().width())
                .with("xanchor", "left")
                .with("yref", "container")
                // plotly.js keeps an edge of its own around a legend.
                .with("y", 1 - (layout.legendTop() - 7) / layout.height())
                .with("yanchor", "top")
                .with("font", new Tree().with("size", Lettering.LABEL))
                .with("tracegroupgap", 0);
    }

    private Tree axis(Frame frame, int panel, boolean across) {
        Axis axis = across ? frame.panel().across() : frame.panel().upright();
        Range range = across ? frame.across() : frame.upright();
        boolean reversed = !across && frame.panel().downward();
        boolean bare = frame.panel().has(Mark.Picture.class) || frame.panel().has(Mark.HeatMap.class);
        Tree tree = new Tree()
                .with(
                        "title",
                        new Tree()
                                .with("text", axisTitle(frame, across))
                                .with("font", new Tree().with("size", Lettering.LABEL))
                                .with("standoff", 6))
                .with("domain", across ? domainAcross(frame) : domainUpright(frame))
                .with("anchor", axisId(across ? "y" : "x", panel))
                .with("type", axis.logarithmic() ? "log" : "linear")
                .with("range", ends(axis, range, reversed))
                .with("visible", !axis.hidden())
                .with("showgrid", !bare && !axis.isCategorical())
                .with("gridcolor", Palette.GRID)
                .with("zeroline", false)
                .with("showline", !bare && (across || axis.isCategorical()))
                .with("linecolor", Palette.AXIS)
                .with("ticks", across && !axis.isCategorical() ? "outside" : "")
                .with("ticklen", 4)
                .with("ticklabelstandoff", across ? 0 : 4)
                .with("tickcolor", Palette.AXIS)
                .with("tickfont", new Tree().with("size", Lettering.TICK))
                .with("automargin", true);
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

    private void ticks(Tree tree, Frame frame, Axis axis, boolean across) {
        // The small digits that plotly.js puts between decades are hard to read: our ticks are not.
        if (!axis.isCategorical() && !axis.logarithmic()) {
            tree.put("nticks", across ? frame.ticksAcross() + 1 : frame.ticksUpright() + 1);
            tree.put("separatethousands", true);
            tree.put("exponentformat", "power");
            tree.put("minexponent", 6);
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
            if (!frame.heading().isEmpty()) {
                List<Double> x = domainAcross(frame);
                Tree heading = annotation(
                        "<b>" + lines(frame.heading()) + "</b>",
                        (x.get(0) + x.get(1)) / 2,
                        domainUpright(frame).get(1));
                heading.put("xanchor", "center");
                heading.put("yanchor", "bottom");
                heading.put("yshift", 3);
                heading.put("font", new Tree().with("size", Lettering.HEADING));
                list.add(heading);
            }
        }
        if (!layout.caption().isEmpty()) {
            Tree caption = annotation(lines(layout.caption()), 0, 0);
            caption.put("xanchor", "left");
            caption.put("yanchor", "top");
            caption.put("xshift", Layout.EDGE - left);
            caption.put("yshift", bottom - layout.captionBaseline(0) + Lettering.TICK);
            caption.put("align", "left");
            caption.put("font", new Tree().with("size", Lettering.TICK).with("color", Palette.MUTED));
            list.add(caption);
        }
        return list;
    }

    private static Tree annotation(String text, double x, double y) {
        return new Tree()
                .with("text", text)
                .with("xref", "paper")
                .with("x", x)
                .with("yref", "paper")
                .with("y", y)
                .with("showarrow", false);
    }

    static String axisId(String letter, int panel) {
        return panel == 0 ? letter : letter + (panel + 1);
    }

    /** Text for Plotly, which reads a small part of HTML. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

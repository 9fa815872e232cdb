package dev.sonde.plot;

import java.util.List;

/** Draws a laid-out figure as SVG: title, legend, and for each panel grid, marks, axes. */
final class SvgDrawing {
    private static final double TICK_LINE = Lettering.TICK * Lettering.LEADING;
    /** Points on the plot's edge are shown whole. */
    private static final double SPILL = 6;

    private final Layout layout;
    private final Palette palette;
    private final Svg svg;

    private SvgDrawing(Layout layout) {
        this.layout = layout;
        this.palette = Palette.of(layout.figure());
        this.svg = new Svg(layout.figure().width(), layout.height());
    }

    static String draw(Layout layout) {
        return new SvgDrawing(layout).draw();
    }

    private String draw() {
        svg.title(layout.figure().title());
        svg.element("rect", "width", layout.figure().width(), "height", layout.height(), "fill", "#ffffff");
        for (int i = 0; i < layout.title().size(); i++) {
            text(layout.title().get(i), Layout.EDGE, layout.titleBaseline(i), Lettering.TITLE, "start", true);
        }
        legend();
        layout.frames().forEach(this::panel);
        for (int i = 0; i < layout.caption().size(); i++) {
            svg.text(
                    layout.caption().get(i),
                    "x",
                    Layout.EDGE,
                    "y",
                    layout.captionBaseline(i),
                    "font-size",
                    Lettering.TICK,
                    "fill",
                    Palette.MUTED);
        }
        return svg.finish();
    }

    private void legend() {
        svg.open("g", "class", "legend");
        double y = layout.legendTop() + Legend.ROW / 2;
        for (List<Mark> row : layout.legend().rows()) {
            double x = Layout.EDGE;
            for (Mark mark : row) {
                Swatch.draw(svg, palette, mark, x, y);
                text(mark.name(), x + Legend.SWATCH + 6, y + 4, Lettering.LABEL, "start", false);
                x += Legend.width(mark);
            }
            y += Legend.ROW;
        }
        svg.close();
    }

    private void panel(Frame frame) {
        svg.open("g", "class", "panel");
        int lines = frame.heading().size();
        for (int i = 0; i < lines; i++) {
            double y = frame.top() - 9 - Layout.HEADING_LINE * (lines - 1 - i);
            text(frame.heading().get(i), frame.left() + frame.width() / 2, y, Lettering.HEADING, "middle", true);
        }
        grid(frame);
        open(frame);
        new MarkDrawing(svg, palette, frame).draw();
        svg.close();
        axisBelow(frame);
        axisLeft(frame);
        frame.panel().marks(Mark.HeatMap.class).filter(map -> !map.annotated()).forEach(map -> colourBar(frame, map));
        svg.close();
    }

    /** A nested picture cuts off what lies outside the plot, without an id that could clash on a page. */
    private void open(Frame frame) {
        double x = frame.left() - SPILL;
        double y = frame.top() - SPILL;
        double width = frame.width() + 2 * SPILL;
        double height = frame.height() + 2 * SPILL;
        String box = String.join(" ", List.of(Svg.number(x), Svg.number(y), Svg.number(width), Svg.number(height)));
        svg.open("svg", "class", "marks", "x", x, "y", y, "width", width, "height", height, "viewBox", box);
    }

    private static boolean hasGrid(Panel panel) {
        return !panel.has(Mark.Picture.class) && !panel.has(Mark.HeatMap.class);
    }

    private void grid(Frame frame) {
        if (!hasGrid(frame.panel())) {
            return;
        }
        if (!frame.panel().across().isCategorical()) {
            for (Ticks.Tick tick : AxisLabels.below(frame).ticks()) {
                double x = across(frame, tick.value());
                svg.line(x, frame.top(), x, frame.bottom(), Palette.GRID, 1);
            }
        }
        if (!frame.panel().upright().isCategorical()) {
            for (Ticks.Tick tick : left(frame).ticks()) {
                double y = upright(frame, tick.value());
                svg.line(frame.left(), y, frame.right(), y, Palette.GRID, 1);
            }
        }
    }

    private void axisBelow(Frame frame) {
        if (frame.panel().across().hidden()) {
            return;
        }
        AxisLabels labels = AxisLabels.below(frame);
        if (hasGrid(frame.panel())) {
            svg.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), Palette.AXIS, 1);
        }
        for (int i = 0; i < labels.ticks().size(); i++) {
            double x = across(frame, labels.ticks().get(i).value());
            if (!frame.panel().across().isCategorical()) {
                svg.line(x, frame.bottom(), x, frame.bottom() + 4, Palette.AXIS, 1);
            }
            labelBelow(labels, i, x, frame.bottom() + AxisLabels.GAP);
        }
        for (int i = 0; i < labels.title().size(); i++) {
            double y = frame.bottom() + labels.depth() + 6 + Lettering.LABEL - 1 + i * AxisLabels.TITLE_LINE;
            text(labels.title().get(i), frame.left() + frame.width() / 2, y, Lettering.LABEL, "middle", false);
        }
    }

    private void labelBelow(AxisLabels labels, int tick, double x, double y) {
        List<String> lines = labels.lines().get(tick);
        if (labels.angle() == 0) {
            for (int i = 0; i < lines.size(); i++) {
                text(lines.get(i), x, y + Lettering.TICK - 2 + i * TICK_LINE, Lettering.TICK, "middle", false);
            }
            return;
        }
        double shift = labels.angle() == -90 ? 4 : 3;
        String turn = "translate(" + Svg.number(x + shift) + " " + Svg.number(y + (labels.angle() == -90 ? 0 : 4))
                + ") rotate(" + Svg.number(labels.angle()) + ")";
        svg.text(
                lines.isEmpty() ? "" : lines.get(0),
                "transform",
                turn,
                "font-size",
                Lettering.TICK,
                "text-anchor",
                "end",
                "fill",
                Palette.INK);
    }

    private void axisLeft(Frame frame) {
        if (frame.panel().upright().hidden()) {
            return;
        }
        AxisLabels labels = left(frame);
        if (hasGrid(frame.panel()) && frame.panel().upright().isCategorical()) {
            svg.line(frame.left(), frame.top(), frame.left(), frame.bottom(), Palette.AXIS, 1);
        }
        for (int i = 0; i < labels.ticks().size(); i++) {
            double y = upright(frame, labels.ticks().get(i).value()) + Lettering.TICK * 0.36;
            text(labels.lines().get(i).get(0), frame.left() - AxisLabels.GAP, y, Lettering.TICK, "end", false);
        }
        for (int i = 0; i < labels.title().size(); i++) {
            double x = frame.left() - labels.extent() + Lettering.LABEL - 1 + i * AxisLabels.TITLE_LINE;
            String turn =
                    "translate(" + Svg.number(x) + " " + Svg.number(frame.top() + frame.height() / 2) + ") rotate(-90)";
            svg.text(
                    labels.title().get(i),
                    "transform",
                    turn,
                    "font-size",
                    Lettering.LABEL,
                    "text-anchor",
                    "middle",
                    "fill",
                    Palette.INK);
        }
    }

    private AxisLabels left(Frame frame) {
        return AxisLabels.left(frame, Layout.labelRoom(layout.figure()));
    }

    private static double across(Frame frame, double value) {
        return frame.panel().sideways()
                ? frame.at(frame.x().low(), value).x()
                : frame.at(value, frame.y().low()).x();
    }

    private static double upright(Frame frame, double value) {
        return frame.panel().sideways()
                ? frame.at(value, frame.y().low()).y()
                : frame.at(frame.x().low(), value).y();
    }

    private void colourBar(Frame frame, Mark.HeatMap map) {
        Palette.Shades shades = Palette.Shades.of(map);
        double x = frame.right() + 10;
        int steps = 60;
        for (int i = 0; i < steps; i++) {
            double value = shades.high() - (shades.high() - shades.low()) * (i + 0.5) / steps;
            double step = frame.height() / steps;
            double height = i == steps - 1 ? step : step + 0.6;
            svg.element(
                    "rect",
                    "x",
                    x,
                    "y",
                    frame.top() + i * step,
                    "width",
                    12,
                    "height",
                    height,
                    "fill",
                    shades.colour(value));
        }
        Range range = new Range(shades.low(), shades.high());
        for (Ticks.Tick tick : Ticks.of(Axis.linear(""), range, frame.ticksUpright())) {
            double y = frame.bottom() - (tick.value() - range.low()) / range.span() * frame.height();
            text(tick.label(), x + 17, y + 4, Lettering.TICK, "start", false);
        }
    }

    private void text(String text, double x, double y, double size, String anchor, boolean bold) {
        svg.text(
                text,
                "x",
                x,
                "y",
                y,
                "font-size",
                size,
                "text-anchor",
                anchor,
                "fill",
                Palette.INK,
                "font-weight",
                bold ? "bold" : "normal");
    }
}

package dev.sonde.plot;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Draws the marks of one panel as SVG. */
final class MarkDrawing {
    static final String DASHES = "5 4";
    /** Share of a category's room that its bars fill. */
    private static final double BARS = 0.8;

    private static final double CAP = 4;
    private static final double POINT = 7;

    private final Svg svg;
    private final Palette palette;
    private final Frame frame;

    MarkDrawing(Svg svg, Palette palette, Frame frame) {
        this.svg = svg;
        this.palette = palette;
        this.frame = frame;
    }

    void draw() {
        // Error bars of bars lie above all bars, so that a neighbour never hides one.
        for (Mark mark : frame.panel().marks()) {
            svg.open("g", "class", kind(mark));
            draw(mark);
            svg.close();
        }
    }

    static String kind(Mark mark) {
        return mark.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private void draw(Mark mark) {
        if (mark instanceof Mark.Bars bars) {
            bars(bars);
        } else if (mark instanceof Mark.Line line) {
            line(line);
        } else if (mark instanceof Mark.Points points) {
            points(points);
        } else if (mark instanceof Mark.HeatMap map) {
            heatMap(map);
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

    /** Width of one bar of a panel, in categories. */
    static double barWidth(Panel panel) {
        return BARS / Math.max(1, panel.marks(Mark.Bars.class).count());
    }

    /** How far the middle of a series' bars lies from the middle of the category, in categories. */
    static double barOffset(Panel panel, Mark.Bars bars) {
        List<Mark.Bars> all = panel.marks(Mark.Bars.class).toList();
        int place = 0;
        while (all.get(place) != bars) {
            place++;
        }
        return (place + 0.5) * barWidth(panel) - BARS / 2;
    }

    private void bars(Mark.Bars bars) {
        double width = barWidth(frame.panel());
        double offset = barOffset(frame.panel(), bars);
        for (int i = 0; i < bars.values().size(); i++) {
            double value = bars.values().get(i);
            if (Double.isFinite(value)) {
                double x = i + offset;
                area(frame.between(x - width / 2, frame.baseline(), x + width / 2, value), palette.colour(bars), 1);
                error(bars.errors(), i, x, Palette.INK);
            }
        }
    }

    private void area(Frame.Area area, String colour, double opacity) {
        svg.element(
                "rect",
                "x",
                area.left(),
                "y",
                area.top(),
                "width",
                area.width(),
                "height",
                area.height(),
                "fill",
                colour,
                "fill-opacity",
                opacity);
    }

    private void error(Optional<Bounds> errors, int i, double x, String colour) {
        if (errors.isEmpty() || !errors.get().has(i)) {
            return;
        }
        Frame.Spot low = frame.at(x, frame.y().clamp(errors.get().low().get(i)));
        Frame.Spot high = frame.at(x, frame.y().clamp(errors.get().high().get(i)));
        boolean level = frame.panel().sideways();
        double dx = level ? 0 : CAP;
        double dy = level ? CAP : 0;
        svg.open("g", "class", "error");
        svg.line(low.x(), low.y(), high.x(), high.y(), colour, 1.3);
        svg.line(low.x() - dx, low.y() - dy, low.x() + dx, low.y() + dy, colour, 1.3);
        svg.line(high.x() - dx, high.y() - dy, high.x() + dx, high.y() + dy, colour, 1.3);
        svg.close();
    }

    private void line(Mark.Line line) {
        String colour = palette.colour(line);
        line.band().ifPresent(band -> Series.bandRuns(line, band).forEach(run -> band(line, band, run, colour)));
        for (List<Integer> run : Series.runs(line)) {
            if (run.size() > 1) {
                StringBuilder path = new StringBuilder();
                run.forEach(i -> point(path, line.x().get(i), line.y().get(i)));
                svg.element(
                        "path",
                        "d",
                        path,
                        "fill",
                        "none",
                        "stroke",
                        colour,
                        "stroke-width",
                        2,
                        "stroke-linejoin",
                        "round");
            }
        }
        if (Series.showsPoints(line)) {
            symbols(line, line.x(), line.y(), POINT - 1);
        }
    }

    private void band(Mark.Line line, Bounds band, List<Integer> run, String colour) {
        StringBuilder path = new StringBuilder();
        for (int i : run) {
            point(path, line.x().get(i), band.high().get(i));
        }
        for (int k = run.size() - 1; k >= 0; k--) {
            point(path, line.x().get(run.get(k)), band.low().get(run.get(k)));
        }
        svg.element("path", "class", "band", "d", path.append('Z'), "fill", colour, "fill-opacity", 0.18);
    }

    private void point(StringBuilder path, double x, double y) {
        Frame.Spot spot = frame.at(x, y);
        path.append(path.length() == 0 ? 'M' : 'L')
                .append(Svg.number(spot.x()))
                .append(' ')
                .append(Svg.number(spot.y()));
    }

    private void points(Mark.Points points) {
        for (int i = 0; i < points.y().size(); i++) {
            if (Series.isDrawn(points.x(), points.y(), i)) {
                error(points.errors(), i, points.x().get(i), palette.colour(points));
            }
        }
        symbols(points, points.x(), points.y(), POINT);
        List<Beside> sides = Beside.place(frame, points);
        for (int i = 0; i < sides.size(); i++) {
            if (Series.isDrawn(points.x(), points.y(), i)) {
                Frame.Spot at = sides.get(i)
                        .baseline(frame.at(points.x().get(i), points.y().get(i)));
                text(points.labels().get(i), at, sides.get(i).anchor, Palette.INK);
            }
        }
    }

    private void symbols(Mark mark, List<Double> x, List<Double> y, double size) {
        for (int i = 0; i < y.size(); i++) {
            if (Series.isDrawn(x, y, i)) {
                Frame.Spot spot = frame.at(x.get(i), y.get(i));
                palette.symbol(mark).draw(svg, spot.x(), spot.y(), size, palette.colour(mark));
            }
        }
    }

    private void text(String text, Frame.Spot at, String anchor, String colour) {
        svg.text(text, "x", at.x(), "y", at.y(), "font-size", Lettering.TICK, "text-anchor", anchor, "fill", colour);
    }

    private void heatMap(Mark.HeatMap map) {
        Palette.Shades shades = Palette.Shades.of(map);
        for (int row = 0; row < map.values().size(); row++) {
            for (int column = 0; column < map.values().get(row).size(); column++) {
                cell(map, shades, row, column);
            }
        }
    }

    private void cell(Mark.HeatMap map, Palette.Shades shades, int row, int column) {
        double value = map.values().get(row).get(column);
        boolean there = Double.isFinite(value);
        Frame.Area area = frame.between(column - 0.5, row - 0.5, column + 0.5, row + 0.5);
        Frame.Area inner = new Frame.Area(area.left() + 0.5, area.top() + 0.5, area.width() - 1, area.height() - 1);
        area(inner, there ? shades.colour(value) : Palette.GAP, 1);
        if (map.annotated()) {
            Frame.Spot middle = frame.at(column, row);
            Frame.Spot baseline = new Frame.Spot(middle.x(), middle.y() + Lettering.TICK * 0.36);
            text(cellText(map, value), baseline, "middle", there ? shades.ink(value) : Palette.MUTED);
        }
    }

    /** Counts in full, other numbers with two decimals, a gap as a dash. */
    static String cellText(Mark.HeatMap map, double value) {
        boolean counts = map.values().stream()
                .flatMap(List::stream)
                .filter(Double::isFinite)
                .allMatch(v -> v == Math.rint(v));
        boolean rounded = Double.isFinite(value) && !counts && Math.abs(value) >= 0.01 && Math.abs(value) < 10_000;
        return rounded ? String.format(java.util.Locale.ROOT, "%.2f", value).replace('-', '−') : Ticks.number(value);
    }

    private void histogram(Mark.Histogram histogram) {
        Bins bins = Bins.of(frame.panel());
        List<Double> counts = bins.counts(histogram);
        boolean shared = frame.panel().marks(Mark.Histogram.class).count() > 1;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                Frame.Area area = frame.between(bins.left(i), frame.baseline(), bins.left(i + 1), counts.get(i));
                Frame.Area parted =
                        new Frame.Area(area.left() + 0.4, area.top(), Math.max(0.2, area.width() - 0.8), area.height());
                area(frame.panel().sideways() ? area : parted, palette.colour(histogram), shared ? 0.55 : 1);
            }
        }
    }

    private void picture(Mark.Picture picture) {
        Frame.Area area =
                frame.between(0, 0, picture.image().getWidth(), picture.image().getHeight());
        svg.element(
                "image",
                "x",
                area.left(),
                "y",
                area.top(),
                "width",
                area.width(),
                "height",
                area.height(),
                "preserveAspectRatio",
                "none",
                "href",
                dataUri(picture));
    }

    static String dataUri(Mark.Picture picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(Raster.encode(picture.image()));
    }

    private void rectangle(Mark.Rectangle box) {
        if (!Double.isFinite(box.x0() + box.y0() + box.x1() + box.y1())) {
            return;
        }
        Frame.Area area = frame.between(box.x0(), box.y0(), box.x1(), box.y1());
        // A white edge keeps the box visible on a part of the picture that has its colour.
        outline(area, "#ffffff", 4.5);
        outline(area, palette.colour(box), 2.5);
    }

    private void outline(Frame.Area area, String colour, double width) {
        svg.element(
                "rect",
                "x",
                area.left(),
                "y",
                area.top(),
                "width",
                area.width(),
                "height",
                area.height(),
                "fill",
                "none",
                "stroke",
                colour,
                "stroke-width",
                width);
    }

    private void grid(Mark.Grid grid) {
        for (int i = 1; i < grid.columns(); i++) {
            double x = frame.left() + frame.width() * i / grid.columns();
            gridLine(x, frame.top(), x, frame.bottom());
        }
        for (int i = 1; i < grid.rows(); i++) {
            double y = frame.top() + frame.height() * i / grid.rows();
            gridLine(frame.left(), y, frame.right(), y);
        }
    }

    private void gridLine(double x0, double y0, double x1, double y1) {
        svg.line(x0, y0, x1, y1, "#ffffff", 2.5, "stroke-opacity", 0.8);
        svg.line(x0, y0, x1, y1, Palette.INK, 1, "stroke-dasharray", DASHES);
    }

    private void reference(Mark.Reference line) {
        boolean horizontal = line.orientation() == Orientation.HORIZONTAL;
        Range range = horizontal ? frame.y() : frame.x();
        if (!range.contains(line.value())) {
            return;
        }
        Frame.Spot a = horizontal
                ? frame.at(frame.x().low(), line.value())
                : frame.at(line.value(), frame.y().low());
        Frame.Spot b = horizontal
                ? frame.at(frame.x().high(), line.value())
                : frame.at(line.value(), frame.y().high());
        svg.line(a.x(), a.y(), b.x(), b.y(), palette.colour(line), 1.5, "stroke-dasharray", DASHES);
    }
}

package dev.sonde.plot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws the marks of one panel as SVG. */
final class MarkDrawing {
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
        for (Mark mark : frame.panel().marks()) {
            svg.open("g", "class", kind(mark));
            draw(mark);
            svg.close();
        }
    }

    static String kind(Mark mark) {
        return mark.getClass().getSimpleName().toLowerCase(Locale.ROOT);
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
            new PictureDrawing(svg, frame).picture(picture);
        } else if (mark instanceof Mark.Rectangle rectangle) {
            new PictureDrawing(svg, frame).rectangle(rectangle, palette.colour(rectangle));
        } else if (mark instanceof Mark.Grid grid) {
            new PictureDrawing(svg, frame).grid(grid);
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
        svg.rectangle(area, "fill", colour, "fill-opacity", opacity);
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
        return rounded ? String.format(Locale.ROOT, "%.2f", value).replace('-', '−') : Ticks.number(value);
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
        svg.line(a.x(), a.y(), b.x(), b.y(), palette.colour(line), 1.5, "stroke-dasharray", palette.dashes(line));
    }
}

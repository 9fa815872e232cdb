package dev.sonde.plot;

/** The small picture of a mark beside its name in the legend. */
final class Swatch {
    private Swatch() {}

    static void draw(Svg svg, Palette palette, Mark mark, double x, double y) {
        String colour = palette.colour(mark);
        if (mark instanceof Mark.Line) {
            svg.line(x, y, x + Legend.SWATCH, y, colour, 2);
            palette.symbol(mark).draw(svg, x + Legend.SWATCH / 2, y, 6.5, colour);
        } else if (mark instanceof Mark.Points) {
            palette.symbol(mark).draw(svg, x + Legend.SWATCH / 2 + 3, y, 8, colour);
        } else if (mark instanceof Mark.Reference reference) {
            svg.line(x, y, x + Legend.SWATCH, y, colour, 1.5, "stroke-dasharray", palette.dashes(reference));
        } else if (mark instanceof Mark.Rectangle) {
            svg.element(
                    "rect",
                    "x",
                    x + 7,
                    "y",
                    y - 5,
                    "width",
                    13,
                    "height",
                    10,
                    "fill",
                    "none",
                    "stroke",
                    colour,
                    "stroke-width",
                    2.5);
        } else {
            svg.element("rect", "x", x + 9, "y", y - 6, "width", 12, "height", 12, "fill", colour);
        }
    }
}

package dev.sonde.plot;

import java.util.Locale;

/** The shape of a point; named as Plotly names it. */
enum Symbol {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE_UP;

    String plotly() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Draws the symbol around a point, about {@code size} pixels wide. */
    void draw(Svg svg, double x, double y, double size, String colour) {
        double r = size / 2;
        switch (this) {
            case CIRCLE -> svg.element("circle", "cx", x, "cy", y, "r", r, "fill", colour);
            case SQUARE ->
                svg.element(
                        "rect",
                        "x",
                        x - 0.9 * r,
                        "y",
                        y - 0.9 * r,
                        "width",
                        1.8 * r,
                        "height",
                        1.8 * r,
                        "fill",
                        colour);
            case DIAMOND -> polygon(svg, colour, x, y - 1.25 * r, x + 1.25 * r, y, x, y + 1.25 * r, x - 1.25 * r, y);
            case TRIANGLE_UP ->
                polygon(svg, colour, x, y - 1.2 * r, x + 1.15 * r, y + 0.8 * r, x - 1.15 * r, y + 0.8 * r);
        }
    }

    private static void polygon(Svg svg, String colour, double... corners) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            points.append(i == 0 ? "" : " ")
                    .append(Svg.number(corners[i]))
                    .append(',')
                    .append(Svg.number(corners[i + 1]));
        }
        svg.element("polygon", "points", points.toString(), "fill", colour);
    }
}

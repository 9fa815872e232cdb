package dev.sonde.plot;

import java.util.Base64;

/** Draws a picture, and the boxes and grids over it, as SVG. */
final class PictureDrawing {
    private static final int LARGE = 1 << 15;

    private final Svg svg;
    private final Frame frame;

    PictureDrawing(Svg svg, Frame frame) {
        this.svg = svg;
        this.frame = frame;
    }

    void picture(Mark.Picture picture) {
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

    /** The picture as it is, or, where that is large (a photograph), as a JPEG of high quality. */
    static String dataUri(Mark.Picture picture) {
        byte[] exact = Raster.encode(picture.image());
        if (exact.length <= LARGE || picture.image().getColorModel().hasAlpha()) {
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(exact);
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Raster.encodeJpeg(picture.image()));
    }

    void rectangle(Mark.Rectangle box, String colour) {
        if (!Double.isFinite(box.x0() + box.y0() + box.x1() + box.y1())) {
            return;
        }
        Frame.Area area = frame.between(box.x0(), box.y0(), box.x1(), box.y1());
        // A white edge keeps the box visible on a part of the picture that has its colour.
        outline(area, "#ffffff", 4.5);
        outline(area, colour, 2.5);
    }

    private void outline(Frame.Area area, String colour, double width) {
        svg.rectangle(area, "fill", "none", "stroke", colour, "stroke-width", width);
    }

    void grid(Mark.Grid grid) {
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
        svg.line(x0, y0, x1, y1, Palette.INK, 1, "stroke-dasharray", "5 4");
    }
}

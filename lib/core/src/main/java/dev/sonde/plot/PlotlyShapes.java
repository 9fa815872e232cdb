package dev.sonde.plot;

import static dev.sonde.plot.PlotlyDrawing.escape;

import java.util.ArrayList;
import java.util.List;

/** What Plotly draws without data: reference lines and grids as shapes, pictures as images. */
final class PlotlyShapes {
    private final Palette palette;
    private final List<Object> shapes = new ArrayList<>();
    private final List<Object> images = new ArrayList<>();

    private Frame frame;
    private String xAxis;
    private String yAxis;

    PlotlyShapes(Palette palette) {
        this.palette = palette;
    }

    /** What comes next belongs to this panel. */
    void on(Frame panelFrame, String xAxisId, String yAxisId) {
        frame = panelFrame;
        xAxis = xAxisId;
        yAxis = yAxisId;
    }

    List<Object> shapes() {
        return shapes;
    }

    List<Object> images() {
        return images;
    }

    void picture(Mark.Picture picture) {
        images.add(new Tree()
                .with("source", PictureDrawing.dataUri(picture))
                .with("xref", xAxis)
                .with("yref", yAxis)
                .with("x", 0)
                .with("y", 0)
                .with("sizex", picture.image().getWidth())
                .with("sizey", picture.image().getHeight())
                .with("xanchor", "left")
                .with("yanchor", "top")
                .with("sizing", "stretch")
                .with("layer", "below"));
    }

    void grid(Mark.Grid grid) {
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
        shapes.add(shape(x0, y0, x1, y1, new Tree().with("color", "#ffffff").with("width", 2.5), 0.8));
        shapes.add(shape(
                x0,
                y0,
                x1,
                y1,
                new Tree().with("color", Palette.INK).with("width", 1).with("dash", "5px,4px"),
                1));
    }

    private Tree shape(double x0, double y0, double x1, double y1, Tree line, double opacity) {
        return new Tree()
                .with("type", "line")
                .with("xref", xAxis + " domain")
                .with("yref", yAxis + " domain")
                .with("x0", x0)
                .with("y0", y0)
                .with("x1", x1)
                .with("y1", y1)
                .with("line", line)
                .with("opacity", opacity);
    }

    /** A shape, since it reaches across the panel however far the reader zooms out. */
    void reference(Mark.Reference line, boolean inLegend) {
        boolean level =
                (line.orientation() == Orientation.HORIZONTAL) != frame.panel().sideways();
        Tree shape = new Tree()
                .with("type", "line")
                .with("xref", level ? xAxis + " domain" : xAxis)
                .with("x0", level ? 0.0 : line.value())
                .with("x1", level ? 1.0 : line.value())
                .with("yref", level ? yAxis : yAxis + " domain")
                .with("y0", level ? line.value() : 0.0)
                .with("y1", level ? line.value() : 1.0)
                .with(
                        "line",
                        new Tree()
                                .with("color", palette.colour(line))
                                .with("width", 1.5)
                                .with("dash", palette.dashes(line).replace(" ", "px,") + "px"))
                .with("name", escape(line.name()))
                .with("legendgroup", escape(line.name()))
                .with("showlegend", inLegend);
        if (Double.isFinite(line.value())) {
            shapes.add(shape);
        }
    }
}

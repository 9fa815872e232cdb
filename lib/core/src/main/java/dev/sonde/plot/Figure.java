package dev.sonde.plot;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.Renderable;
import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A figure: one panel, or several as facets, with a title, one legend and a caption.
 *
 * <pre>{@code
 * Figure.of("Probing accuracy",
 *         Panel.of(Axis.categories("model", List.of("Q-Former", "ViLT")), Axis.linear("accuracy").unit("%"))
 *              .with(Mark.bars("VSR", values, low, high), Mark.horizontal("chance", 50)))
 *     .caption("Bars are 95 % intervals.")
 *     .save(Path.of("accuracy.svg"))
 * }</pre>
 *
 * <p>One geometry is drawn as SVG, as PNG and as Plotly; the same figure gives the same bytes.
 *
 * @param title the title above the figure, or empty
 * @param panels the panels in reading order
 * @param columns how many panels stand side by side
 * @param width width in pixels
 * @param height height in pixels; where absent it follows from the content
 * @param caption a text below the figure, or empty
 */
public record Figure(String title, List<Panel> panels, int columns, int width, OptionalInt height, String caption)
        implements Renderable {
    private static final int WIDTH = 760;
    private static final int SMALLEST = 120;

    /** Throws {@link SondeException} for a figure without panels or with a size that holds nothing. */
    public Figure {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(caption, "caption");
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new SondeException("The figure \"" + title + "\" has no panel.", "Give at least one Panel.");
        }
        if (columns < 1) {
            throw new SondeException("The figure \"" + title + "\" has " + columns + " columns.", "Give at least 1.");
        }
        if (width < SMALLEST || height.orElse(SMALLEST) < SMALLEST) {
            throw new SondeException(
                    "The figure \"" + title + "\" is " + width + " pixels wide and "
                            + (height.isPresent() ? height.getAsInt() + " pixels high." : "as high as needed."),
                    "Give at least " + SMALLEST + " pixels each way.");
        }
    }

    /** A figure of one panel, or of facets: up to three in a row. */
    public static Figure of(String title, Panel... panels) {
        int columns = panels.length == 4 ? 2 : Math.max(1, Math.min(3, panels.length));
        return new Figure(title, List.of(panels), columns, WIDTH, OptionalInt.empty(), "");
    }

    /** This figure with {@code columns} panels in a row. */
    public Figure columns(int columns) {
        return new Figure(title, panels, columns, width, height, caption);
    }

    /** This figure, {@code width} by {@code height} pixels. */
    public Figure size(int width, int height) {
        return new Figure(title, panels, columns, width, OptionalInt.of(height), caption);
    }

    /** This figure with a text below it, such as what the error bars are. */
    public Figure caption(String caption) {
        return new Figure(title, panels, columns, width, height, caption);
    }

    /** The figure as an SVG document. */
    public String toSvg() {
        return SvgDrawing.draw(Layout.of(this));
    }

    /** The figure as the bytes of a PNG file. */
    public byte[] toPng() {
        return Raster.png(toSvg());
    }

    /**
     * The figure for plotly.js 4: {@code data}, {@code layout} and {@code config}, as a tree of maps, lists, strings,
     * numbers and truth values.
     */
    public Map<String, Object> toPlotly() {
        return new PlotlyDrawing(Layout.of(this)).figure();
    }

    /** Title, axes and the numbers of each series as text tables. */
    public String toText() {
        return FigureText.of(this);
    }

    /**
     * Writes the figure in the format that the name ends with: {@code .svg}, {@code .png} or {@code .json} (Plotly).
     * Another program never sees half a file.
     */
    public Figure save(Path file) {
        FigureFile.write(this, file);
        return this;
    }

    @Override
    public MimeBundle render() {
        return MimeBundle.ofText(toText())
                .with(MimeBundle.PLOTLY, toPlotly())
                .with(MimeBundle.PNG, Base64.getEncoder().encodeToString(toPng()));
    }

    @Override
    public String toString() {
        return "Figure[" + title + ", " + panels.size() + (panels.size() == 1 ? " panel]" : " panels]");
    }
}

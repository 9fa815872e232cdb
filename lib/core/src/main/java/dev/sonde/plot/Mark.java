package dev.sonde.plot;

import dev.sonde.display.SondeException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands in a panel. A value that is NaN or infinite is a gap: it is never drawn, and never taken for 0.
 *
 * <p>Series: {@link #bars}, {@link #line}, {@link #points}, {@link #histogram}, {@link #heatMap}. Over pictures: {@link
 * #picture}, {@link #rectangle}, {@link #grid}. Reference lines: {@link #horizontal}, {@link #vertical}. Series with the
 * same name have the same colour in the whole figure and one entry in its legend.
 */
public sealed interface Mark {
    /** The name in the legend; empty for marks that need none. */
    default String name() {
        return "";
    }

    /**
     * One bar for each category of the x axis; several such series in a panel stand side by side.
     *
     * @param values heights, one for each category
     * @param errors intervals, one for each category
     */
    record Bars(String name, List<Double> values, Optional<Bounds> errors) implements Mark {
        public Bars {
            Objects.requireNonNull(name, "name");
            values = List.copyOf(values);
            requireBounds(name, values.size(), errors);
        }
    }

    /**
     * Points joined in the given order; a gap parts the line.
     *
     * @param band a shaded interval around the line
     */
    record Line(String name, List<Double> x, List<Double> y, Optional<Bounds> band) implements Mark {
        public Line {
            Objects.requireNonNull(name, "name");
            x = List.copyOf(x);
            y = List.copyOf(y);
            requireSameLength("x of \"" + name + "\"", x.size(), "y", y.size());
            requireBounds(name, y.size(), band);
        }
    }

    /**
     * Points that are not joined.
     *
     * @param errors intervals of y
     * @param labels a text beside each point, or an empty list
     */
    record Points(String name, List<Double> x, List<Double> y, Optional<Bounds> errors, List<String> labels)
            implements Mark {
        public Points {
            Objects.requireNonNull(name, "name");
            x = List.copyOf(x);
            y = List.copyOf(y);
            labels = List.copyOf(labels);
            requireSameLength("x of \"" + name + "\"", x.size(), "y", y.size());
            requireBounds(name, y.size(), errors);
            if (!labels.isEmpty()) {
                requireSameLength("labels of \"" + name + "\"", labels.size(), "points", y.size());
            }
        }
    }

    /**
     * A coloured cell for each pair of categories, the first row on top: a confusion matrix.
     *
     * @param values one row for each category of the y axis, one column for each of the x axis
     * @param annotated whether each cell shows its number; otherwise a colour bar stands beside it
     */
    record HeatMap(List<List<Double>> values, boolean annotated) implements Mark {
        public HeatMap {
            values = values.stream().map(List::copyOf).toList();
            for (List<Double> row : values) {
                requireSameLength("first row of the heat map", values.get(0).size(), "another row", row.size());
            }
        }
    }

    /**
     * How often values fall into equal bins; several histograms in a panel share the bins of the finest one.
     *
     * @param values the sample
     * @param bins number of bins over the range of the sample, at least 1
     */
    record Histogram(String name, List<Double> values, int bins) implements Mark {
        public Histogram {
            Objects.requireNonNull(name, "name");
            values = List.copyOf(values);
            if (bins < 1) {
                throw new SondeException(
                        "The histogram \"" + name + "\" has " + bins + " bins.", "Give at least 1 bin.");
            }
        }
    }

    /** A picture in its own pixel coordinates, y downwards; the panel keeps its proportions. */
    record Picture(BufferedImage image) implements Mark {
        public Picture {
            image = copy(image);
        }
    }

    /** A box over a picture, given by two opposite corners in pixels. */
    record Rectangle(String name, double x0, double y0, double x1, double y1) implements Mark {
        public Rectangle {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Lines that part the picture (or the whole panel) into equal cells, such as 3 × 3. */
    record Grid(int rows, int columns) implements Mark {
        public Grid {
            if (rows < 1 || columns < 1) {
                throw new SondeException(
                        "A grid of " + rows + " rows and " + columns + " columns has no cells.",
                        "Give at least 1 row and 1 column.");
            }
        }
    }

    /** A dashed line across the panel at one value, such as the chance level. */
    record Reference(String name, double value, Orientation orientation) implements Mark {
        public Reference {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(orientation, "orientation");
        }
    }

    /** Bars without intervals. */
    static Mark bars(String name, double[] values) {
        return new Bars(name, list(values), Optional.empty());
    }

    /** Bars with intervals from {@code low} to {@code high}, both on the value axis. */
    static Mark bars(String name, double[] values, double[] low, double[] high) {
        return new Bars(name, list(values), bounds(low, high));
    }

    /** A line. */
    static Mark line(String name, double[] x, double[] y) {
        return new Line(name, list(x), list(y), Optional.empty());
    }

    /** A line with a band from {@code low} to {@code high}, both on the y axis. */
    static Mark line(String name, double[] x, double[] y, double[] low, double[] high) {
        return new Line(name, list(x), list(y), bounds(low, high));
    }

    /** Points. */
    static Mark points(String name, double[] x, double[] y) {
        return new Points(name, list(x), list(y), Optional.empty(), List.of());
    }

    /** Points with a text beside each. */
    static Mark points(String name, double[] x, double[] y, List<String> labels) {
        return new Points(name, list(x), list(y), Optional.empty(), labels);
    }

    /** Points with intervals from {@code low} to {@code high}, both on the y axis. */
    static Mark points(String name, double[] x, double[] y, double[] low, double[] high) {
        return new Points(name, list(x), list(y), bounds(low, high), List.of());
    }

    /** A heat map that shows its numbers. */
    static Mark heatMap(double[][] values) {
        return heatMap(values, true);
    }

    /** A heat map, with its numbers or with a colour bar. */
    static Mark heatMap(double[][] values, boolean annotated) {
        List<List<Double>> rows = new ArrayList<>();
        for (double[] row : values) {
            rows.add(list(row));
        }
        return new HeatMap(rows, annotated);
    }

    /** A histogram of counts. */
    static Mark histogram(String name, double[] values, int bins) {
        return new Histogram(name, list(values), bins);
    }

    /** A picture; later changes of {@code image} do not show. */
    static Mark picture(BufferedImage image) {
        return new Picture(image);
    }

    /** A box over a picture, in pixels. */
    static Mark rectangle(String name, double x0, double y0, double x1, double y1) {
        return new Rectangle(name, x0, y0, x1, y1);
    }

    /** A grid over a picture. */
    static Mark grid(int rows, int columns) {
        return new Grid(rows, columns);
    }

    /** A dashed line at one value of the y axis. */
    static Mark horizontal(String name, double value) {
        return new Reference(name, value, Orientation.HORIZONTAL);
    }

    /** A dashed line at one value of the x axis. */
    static Mark vertical(String name, double value) {
        return new Reference(name, value, Orientation.VERTICAL);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Optional<Bounds> bounds(double[] low, double[] high) {
        return Optional.of(new Bounds(list(low), list(high)));
    }

    private static void requireBounds(String name, int values, Optional<Bounds> bounds) {
        bounds.ifPresent(
                b -> requireSameLength("intervals of \"" + name + "\"", b.low().size(), "values", values));
    }

    /** Throws {@link SondeException} unless two lists that belong together are equally long. */
    static void requireSameLength(String one, int length, String other, int otherLength) {
        if (length != otherLength) {
            throw new SondeException(
                    "There are " + length + " " + one + " but " + otherLength + " " + other + ".",
                    "Give as many of one as of the other; write Double.NaN where a value is missing.");
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return copy;
    }
}

package dev.sonde.pretrain;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.Renderable;
import dev.sonde.display.SondeException;
import dev.sonde.format.WholeFile;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What was measured in the course of a training.
 *
 * @param points in the order of the steps
 */
public record LearningCurve(List<Point> points) implements Renderable {
    private static final String HEADER = "step,quantity,value";

    /**
     * A measurement.
     *
     * @param step how many steps were done
     * @param quantity such as {@code loss}
     */
    public record Point(long step, String quantity, double value) {}

    public LearningCurve {
        points = List.copyOf(points);
    }

    /** A curve without points. */
    public static LearningCurve empty() {
        return new LearningCurve(List.of());
    }

    /** The curve of a text that {@link #csv()} gave. */
    public static LearningCurve ofCsv(String csv) {
        return new LearningCurve(csv.lines().skip(1).map(LearningCurve::point).toList());
    }

    /** With some points more. */
    public LearningCurve with(List<Point> more) {
        List<Point> all = new ArrayList<>(points);
        all.addAll(more);
        return new LearningCurve(all);
    }

    /** The quantities, in the order in which they first occur. */
    public List<String> quantities() {
        return points.stream().map(Point::quantity).distinct().toList();
    }

    /**
     * The curve of some quantities.
     *
     * @throws SondeException if one of them was not measured
     */
    public LearningCurve only(String... quantities) {
        List<String> wanted = List.of(quantities);
        List<String> measured = quantities();
        for (String quantity : wanted) {
            if (!measured.contains(quantity)) {
                throw new SondeException(
                        "The curve has no \"" + quantity + "\"", "It has: " + String.join(", ", measured));
            }
        }
        return new LearningCurve(
                wanted.stream().flatMap(quantity -> of(quantity).stream()).toList());
    }

    /** The points of one quantity. */
    public List<Point> of(String quantity) {
        return points.stream()
                .filter(point -> point.quantity().equals(quantity))
                .toList();
    }

    /** The last value of a quantity, if there is one. */
    public OptionalDouble last(String quantity) {
        return of(quantity).stream().mapToDouble(Point::value).reduce((before, after) -> after);
    }

    /** One point a line: step, quantity, value. */
    public String csv() {
        return points.stream()
                .map(point -> String.format(Locale.ROOT, "%d,%s,%s%n", point.step(), point.quantity(), point.value()))
                .map(line -> line.replace(System.lineSeparator(), "\n"))
                .collect(Collectors.joining("", HEADER + "\n", ""));
    }

    /** Writes {@link #csv()}. */
    public void write(Path file) {
        WholeFile.write(file, csv());
    }

    /** A panel for each quantity. */
    public Figure show() {
        Panel[] panels = quantities().stream().map(this::panel).toArray(Panel[]::new);
        return Figure.of("Learning curves", panels).columns(Math.min(3, Math.max(1, panels.length)));
    }

    @Override
    public MimeBundle render() {
        return show().render();
    }

    private Panel panel(String quantity) {
        List<Point> some = of(quantity);
        double[] x = some.stream().mapToDouble(Point::step).toArray();
        double[] y = some.stream().mapToDouble(Point::value).toArray();
        return Panel.of(Axis.linear("step"), Axis.linear(quantity)).with(Mark.line(quantity, x, y));
    }

    private static Point point(String line) {
        String[] parts = line.split(",");
        try {
            return new Point(Long.parseLong(parts[0]), parts[1], Double.parseDouble(parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new SondeException(
                    "\"" + line + "\" is no point of a learning curve", "Expected: step,quantity,value", e);
        }
    }
}

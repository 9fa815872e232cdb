package dev.sonde.plot;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One pair of axes and the marks on it.
 *
 * <pre>{@code
 * Panel.of(Axis.linear("layer"), Axis.linear("accuracy").unit("%"))
 *         .titled("VSR")
 *         .with(Mark.line("Q-Former", layers, accuracy), Mark.horizontal("chance", 50))
 * }</pre>
 *
 * @param x the axis of the first coordinate
 * @param y the axis of the second coordinate
 * @param title the heading above the panel, or empty
 * @param marks what is drawn, the last one on top
 * @param sideways whether the x axis runs downwards and the bars to the right
 */
public record Panel(Axis x, Axis y, String title, List<Mark> marks, boolean sideways) {
    /** Throws {@link SondeException} where a mark does not fit the axes. */
    public Panel {
        Objects.requireNonNull(title, "title");
        marks = List.copyOf(marks);
        for (Mark mark : marks) {
            requireFit(mark, x, y);
        }
    }

    /** An empty panel. */
    public static Panel of(Axis x, Axis y) {
        return new Panel(x, y, "", List.of(), false);
    }

    /** This panel with a heading. */
    public Panel titled(String title) {
        return new Panel(x, y, title, marks, sideways);
    }

    /** This panel with more marks. */
    public Panel with(Mark... more) {
        List<Mark> all = new ArrayList<>(marks);
        all.addAll(List.of(more));
        return new Panel(x, y, title, all, sideways);
    }

    /** This panel turned: the x axis runs downwards and bars run to the right, for many or long categories. */
    public Panel horizontal() {
        return new Panel(x, y, title, marks, true);
    }

    /** The marks of one kind. */
    <M extends Mark> Stream<M> marks(Class<M> kind) {
        return marks.stream().filter(kind::isInstance).map(kind::cast);
    }

    boolean has(Class<? extends Mark> kind) {
        return marks.stream().anyMatch(kind::isInstance);
    }

    /** The axis that runs from left to right on the page. */
    Axis across() {
        return sideways ? y : x;
    }

    /** The axis that runs up or down the page. */
    Axis upright() {
        return sideways ? x : y;
    }

    /** Whether the upright axis grows downwards: pictures do, and lists of names that are read from the top. */
    boolean downward() {
        return has(Mark.Picture.class) || upright().isCategorical();
    }

    private static void requireFit(Mark mark, Axis x, Axis y) {
        if (mark instanceof Mark.Bars bars) {
            requireCategories(x, "x", "Bars");
            Mark.requireSameLength(
                    "bars in \"" + bars.name() + "\"",
                    bars.values().size(),
                    "categories",
                    x.categories().size());
        } else if (mark instanceof Mark.HeatMap map) {
            requireCategories(x, "x", "A heat map");
            requireCategories(y, "y", "A heat map");
            Mark.requireSameLength(
                    "rows of the heat map",
                    map.values().size(),
                    "categories of y",
                    y.categories().size());
            Mark.requireSameLength(
                    "columns of the heat map",
                    map.values().get(0).size(),
                    "categories of x",
                    x.categories().size());
        }
    }

    private static void requireCategories(Axis axis, String which, String what) {
        if (!axis.isCategorical()) {
            throw new SondeException(
                    what + " cannot stand on the " + which + " axis \"" + axis.label() + "\", which has numbers.",
                    "Make that axis with Axis.categories(label, names).");
        }
    }
}

package dev.sonde.paper;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.ExamplePictures;
import dev.sonde.data.GridCell;
import dev.sonde.data.Photographs;
import dev.sonde.data.ReferringExpression;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.display.SondeException;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The paper's illustrations of its tasks, made from any photograph: Figure 1 (explicit and implicit probing) and Figure 3
 * (Region Cell Matching).
 *
 * <p>The figures of the paper show photographs that cannot be passed on; these show the same with others.
 *
 * @param pictures draws the photographs
 */
public record TaskFigures(ExamplePictures pictures) {
    private static final int STEPS = 40;

    /** Figures of these photographs. */
    public static TaskFigures of(Photographs photographs) {
        return new TaskFigures(new ExamplePictures(photographs));
    }

    /**
     * Figure 1: one phrase asked in two ways. Explicitly the probe must say where the thing is; implicitly it is told a
     * place and must say whether that is true.
     */
    public Figure probing(ReferringExpression expression) {
        GridCell cell = GridCell.of(expression.box(), expression.knownSize());
        Example explicit = expression.example();
        Example implicit = RegionCellOptions.defaults().example(expression, cell);
        Panel left = pictures.panel(explicit);
        Panel right = pictures.picture(expression.image());
        return figure(
                "Explicit and implicit probing",
                List.of(expression.image()),
                left.titled("Explicit: where is “" + explicit.text() + "”?"),
                right.titled("Implicit: “" + implicit.text() + "” True or false?"));
    }

    /**
     * Figure 3: a positive and a negative of Region Cell Matching, in the paper's words, with the grid and the box that no
     * model sees.
     *
     * @param positive is said to be where it is
     * @param negative is said to be in {@code named}, where it is not
     * @throws SondeException if the second thing is in {@code named}
     */
    public Figure regionCells(ReferringExpression positive, ReferringExpression negative, GridCell named) {
        RegionCellOptions wording = RegionCellOptions.defaults().withWordingOfFigure3();
        Example match = wording.example(positive, GridCell.of(positive.box(), positive.knownSize()));
        Example mismatch = wording.example(negative, named);
        if (mismatch.answer().equals(new Answer.Truth(true))) {
            throw new SondeException(
                    "“" + negative.text() + "” is in the " + named + " part of its image, so this is no negative",
                    "Name another cell.");
        }
        return figure(
                "Region Cell Matching",
                List.of(positive.image(), negative.image()),
                pictures.panel(match, positive.box()).titled("(a) " + match.text()),
                pictures.panel(mismatch, negative.box()).titled("(b) " + mismatch.text()));
    }

    /** How IoU, by which a predicted box is judged, and GIoU, by which it is learned, fall as a box moves to the right. */
    public static Figure movedBox(Box box) {
        double[] shifts = IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> 2.0 * i / STEPS)
                .toArray();
        Panel panel = Panel.of(
                        Axis.linear("moved right, in widths of the box").range(0, 2),
                        Axis.linear("overlap").range(-0.5, 1))
                .with(
                        Mark.line("IoU", shifts, overlaps(shifts, moved -> box.iou(moved(box, moved)))),
                        Mark.line("GIoU", shifts, overlaps(shifts, moved -> box.giou(moved(box, moved)))),
                        Mark.horizontal("needed to be right", 0.5));
        return Figure.of("How far off a box may be", panel).size(760, 340);
    }

    private static Box moved(Box box, double widths) {
        return new Box(box.x() + widths * box.width(), box.y(), box.width(), box.height(), box.frame());
    }

    private static double[] overlaps(double[] shifts, DoubleUnaryOperator overlap) {
        return Arrays.stream(shifts).map(overlap).toArray();
    }

    private static Figure figure(String title, List<String> images, Panel... panels) {
        return Figure.of(title, panels).caption(ExamplePictures.sources(images));
    }
}

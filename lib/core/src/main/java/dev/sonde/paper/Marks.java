package dev.sonde.paper;

import dev.sonde.plot.Mark;
import dev.sonde.stats.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Judged cells as marks, one for each in their order; a number that is missing is a gap. */
final class Marks {
    private Marks() {}

    /** Ours with intervals, at 0, 1, ... plus a shift. */
    static Mark points(String name, List<JudgedCell> cells, double shift) {
        return Mark.points(name, places(cells.size(), shift), measured(cells), low(cells), high(cells));
    }

    /** The published numbers. */
    static Mark published(String name, List<JudgedCell> cells, double shift) {
        return Mark.points(name, places(cells.size(), shift), of(cells, cell -> cell.published()
                .orElse(Double.NaN)));
    }

    /** Ours as bars with intervals. */
    static Mark bars(String name, List<JudgedCell> cells) {
        return Mark.bars(name, measured(cells), low(cells), high(cells));
    }

    /** Ours as a line with a band. */
    static Mark line(String name, List<JudgedCell> cells) {
        return Mark.line(name, places(cells.size(), 0), measured(cells), low(cells), high(cells));
    }

    static double[] measured(List<JudgedCell> cells) {
        return of(cells, cell -> cell.measured().orElse(Double.NaN));
    }

    private static double[] low(List<JudgedCell> cells) {
        return of(cells, cell -> cell.interval().map(Interval::low).orElse(Double.NaN));
    }

    private static double[] high(List<JudgedCell> cells) {
        return of(cells, cell -> cell.interval().map(Interval::high).orElse(Double.NaN));
    }

    private static double[] places(int count, double shift) {
        double[] places = new double[count];
        Arrays.setAll(places, i -> i + shift);
        return places;
    }

    private static double[] of(List<JudgedCell> cells, ToDoubleFunction<JudgedCell> number) {
        return cells.stream().mapToDouble(number).toArray();
    }
}

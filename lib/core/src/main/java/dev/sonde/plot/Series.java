package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/** What drawings ask about a series of points: which of them exist, and which hang together. */
final class Series {
    /** A line of more points shows none of them: they would hide it. */
    private static final int FEW = 30;

    private Series() {}

    /** Whether both coordinates of point {@code i} exist. */
    static boolean isDrawn(List<Double> x, List<Double> y, int i) {
        return Double.isFinite(x.get(i)) && Double.isFinite(y.get(i));
    }

    /** The indices of a line's points, parted at its gaps. */
    static List<List<Integer>> runs(Mark.Line line) {
        List<Boolean> drawn = new ArrayList<>();
        for (int i = 0; i < line.y().size(); i++) {
            drawn.add(isDrawn(line.x(), line.y(), i));
        }
        return runs(drawn);
    }

    /** The indices of a line's band, parted where an interval is missing. */
    static List<List<Integer>> bandRuns(Mark.Line line, Bounds band) {
        List<Boolean> drawn = new ArrayList<>();
        for (int i = 0; i < line.y().size(); i++) {
            drawn.add(Double.isFinite(line.x().get(i)) && band.has(i));
        }
        return runs(drawn);
    }

    private static List<List<Integer>> runs(List<Boolean> drawn) {
        List<List<Integer>> runs = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.get(i)) {
                if (!inside) {
                    runs.add(new ArrayList<>());
                }
                runs.get(runs.size() - 1).add(i);
            }
            inside = drawn.get(i);
        }
        return runs;
    }

    /** Whether a line shows its points: few points do, and a point between two gaps is only seen that way. */
    static boolean showsPoints(Mark.Line line) {
        return line.y().size() <= FEW || runs(line).stream().anyMatch(run -> run.size() == 1);
    }
}

package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands beside the ticks of one axis, and how much room it takes.
 *
 * @param ticks the ticks that have a label
 * @param lines the label of each tick, in lines
 * @param angle 0, or degrees by which the labels below the plot are turned
 * @param depth pixels from the plot's edge to the far end of the labels
 * @param overhang pixels by which turned labels reach out beyond the plot's left edge
 * @param title the axis label in lines
 */
record AxisLabels(
        List<Ticks.Tick> ticks,
        List<List<String>> lines,
        double angle,
        double depth,
        double overhang,
        List<String> title) {
    /** Distance of the labels from the plot's edge. */
    static final double GAP = 7;

    static final double TITLE_LINE = Lettering.LABEL * Lettering.LEADING;
    private static final double TICK_LINE = Lettering.TICK * Lettering.LEADING;
    private static final double LONGEST = 150;
    private static final int MOST_LINES = 3;
    private static final double SLOPE = Math.sqrt(0.5);

    private static final AxisLabels NONE = new AxisLabels(List.of(), List.of(), 0, 0, 0, List.of());

    /** Labels left of the plot, in at most {@code room} pixels. */
    static AxisLabels left(Frame frame, double room) {
        Axis axis = frame.panel().upright();
        if (axis.hidden()) {
            return NONE;
        }
        List<Ticks.Tick> ticks = thinned(
                Ticks.of(axis, frame.upright(), frame.ticksUpright()), axis, frame.height(), Lettering.TICK + 1);
        List<List<String>> lines = new ArrayList<>();
        double widest = 0;
        for (Ticks.Tick tick : ticks) {
            String text = Lettering.shorten(tick.label(), Lettering.TICK, room);
            widest = Math.max(widest, Lettering.width(text, Lettering.TICK));
            lines.add(List.of(text));
        }
        return new AxisLabels(
                ticks, lines, 0, GAP + widest, 0, Lettering.wrap(axis.title(), Lettering.LABEL, frame.height()));
    }

    /** Labels below the plot: level where they fit, else in lines, else turned. */
    static AxisLabels below(Frame frame) {
        Axis axis = frame.panel().across();
        if (axis.hidden()) {
            return NONE;
        }
        List<Ticks.Tick> ticks = ticksBelow(frame, axis);
        List<String> title = Lettering.wrap(axis.title(), Lettering.LABEL, frame.width());
        if (!axis.isCategorical()) {
            return new AxisLabels(ticks, single(ticks), 0, GAP + Lettering.TICK, 0, title);
        }
        double slot = frame.width() / ticks.size();
        List<List<String>> wrapped = ticks.stream()
                .map(t -> Lettering.wrap(t.label(), Lettering.TICK, slot - 6))
                .toList();
        if (wrapped.stream().allMatch(lines -> fits(lines, slot - 6))) {
            int most = wrapped.stream().mapToInt(List::size).max().orElse(0);
            return new AxisLabels(ticks, wrapped, 0, GAP + most * TICK_LINE, 0, title);
        }
        return turned(thinned(ticks, axis, frame.width(), Lettering.TICK + 1), slot, title);
    }

    /** As many ticks as have room for their labels. */
    private static List<Ticks.Tick> ticksBelow(Frame frame, Axis axis) {
        int wanted = frame.ticksAcross();
        List<Ticks.Tick> ticks = Ticks.of(axis, frame.across(), wanted);
        while (!axis.isCategorical() && wanted > 1 && crowded(ticks, frame, axis)) {
            wanted--;
            ticks = Ticks.of(axis, frame.across(), wanted);
        }
        return ticks;
    }

    private static boolean crowded(List<Ticks.Tick> ticks, Frame frame, Axis axis) {
        for (int i = 1; i < ticks.size(); i++) {
            double distance = axis.fraction(ticks.get(i).value(), frame.across())
                    - axis.fraction(ticks.get(i - 1).value(), frame.across());
            double need = (Lettering.width(ticks.get(i).label(), Lettering.TICK)
                                    + Lettering.width(ticks.get(i - 1).label(), Lettering.TICK))
                            / 2
                    + 10;
            if (distance * frame.width() < need) {
                return true;
            }
        }
        return false;
    }

    private static AxisLabels turned(List<Ticks.Tick> ticks, double slot, List<String> title) {
        List<List<String>> lines = ticks.stream()
                .map(t -> List.of(Lettering.shorten(t.label().strip(), Lettering.TICK, LONGEST)))
                .toList();
        boolean upright = slot < 1.5 * TICK_LINE;
        double depth = 0;
        double overhang = 0;
        for (int i = 0; i < ticks.size(); i++) {
            double width = Lettering.width(lines.get(i).get(0), Lettering.TICK);
            depth = Math.max(depth, upright ? width : width * SLOPE + Lettering.TICK * SLOPE);
            overhang = Math.max(
                    overhang, upright ? 0 : width * SLOPE - (ticks.get(i).value() + 0.5) * slot);
        }
        return new AxisLabels(ticks, lines, upright ? -90 : -45, GAP + depth, overhang, title);
    }

    private static boolean fits(List<String> lines, double room) {
        return lines.size() <= MOST_LINES
                && lines.stream().allMatch(line -> Lettering.width(line, Lettering.TICK) <= room);
    }

    private static List<List<String>> single(List<Ticks.Tick> ticks) {
        return ticks.stream().map(t -> List.of(t.label())).toList();
    }

    /** Every second, third… category, where all of them would lie on one another. */
    private static List<Ticks.Tick> thinned(List<Ticks.Tick> ticks, Axis axis, double length, double need) {
        if (!axis.isCategorical()) {
            return ticks;
        }
        int stride = Math.max(1, (int) Math.ceil(need * ticks.size() / length));
        List<Ticks.Tick> kept = new ArrayList<>();
        for (int i = 0; i < ticks.size(); i += stride) {
            kept.add(ticks.get(i));
        }
        return kept;
    }

    /** Pixels from the plot's edge to the far side of the axis label. */
    double extent() {
        return depth + (title.isEmpty() ? 0 : 6 + title.size() * TITLE_LINE);
    }
}

package dev.sonde.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the series in rows below the figure's title, where no data are.
 *
 * @param rows the entries of each row; no rows where no legend is needed
 */
record Legend(List<List<Mark>> rows) {
    static final double SWATCH = 22;
    static final double ROW = 19;
    private static final double GAP = 18;

    /** One entry for each name in the figure, in rows of at most {@code room} pixels. */
    static Legend of(Figure figure, double room) {
        List<Mark> entries = entries(figure);
        List<List<Mark>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Mark mark : entries) {
            double width = width(mark);
            if (used + width > room) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(mark);
            used += width;
        }
        return new Legend(rows);
    }

    /** The first mark of each name; none where a single series explains itself. */
    static List<Mark> entries(Figure figure) {
        Map<String, Mark> byName = new LinkedHashMap<>();
        for (Panel panel : figure.panels()) {
            for (Mark mark : panel.marks()) {
                if (!mark.name().isBlank()) {
                    byName.putIfAbsent(mark.name(), mark);
                }
            }
        }
        List<Mark> entries = List.copyOf(byName.values());
        boolean explainsItself = entries.size() == 1
                && !(entries.get(0) instanceof Mark.Reference)
                && !(entries.get(0) instanceof Mark.Rectangle);
        return explainsItself ? List.of() : entries;
    }

    /** Pixels that an entry takes, with the gap behind it. */
    static double width(Mark mark) {
        return SWATCH + 6 + Lettering.width(mark.name(), Lettering.LABEL) + GAP;
    }

    double height() {
        return rows.isEmpty() ? 0 : rows.size() * ROW + 6;
    }
}

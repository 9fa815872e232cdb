package dev.sonde.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which colour each series has: those of Okabe and Ito (2008), which colour-blind readers can tell apart.
 *
 * <p>A series is known by its name, so it has the same colour in all panels of a figure.
 */
final class Palette {
    static final String INK = "#222222";
    static final String MUTED = "#555555";
    static final String GRID = "#e6e6e6";
    static final String AXIS = "#888888";
    static final String GAP = "#f0f0f0";

    // Yellow and black come last: the one is faint on white, the other looks like an axis.
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#f0e442", "#000000");
    private static final int[][] SEQUENTIAL = {{247, 251, 255}, {158, 202, 225}, {33, 113, 181}, {8, 48, 107}};
    private static final int[][] DIVERGING = {
        {178, 72, 0}, {244, 178, 122}, {250, 250, 250}, {125, 180, 220}, {0, 84, 140}
    };

    private static final List<String> DASHES = List.of("5 4", "2 3", "10 3 2 3");

    private final Map<String, Integer> order = new LinkedHashMap<>();
    private final Map<String, Integer> references = new LinkedHashMap<>();

    /** Colours in order of the first appearance of each name. */
    static Palette of(Figure figure) {
        Palette palette = new Palette();
        for (Panel panel : figure.panels()) {
            for (Mark mark : panel.marks()) {
                if (isColoured(mark)) {
                    palette.order.putIfAbsent(mark.name(), palette.order.size());
                } else if (mark instanceof Mark.Reference) {
                    palette.references.putIfAbsent(mark.name(), palette.references.size());
                }
            }
        }
        return palette;
    }

    private static boolean isColoured(Mark mark) {
        return mark instanceof Mark.Bars
                || mark instanceof Mark.Line
                || mark instanceof Mark.Points
                || mark instanceof Mark.Histogram
                || mark instanceof Mark.Rectangle;
    }

    /** The colour of a mark, as {@code #rrggbb}. */
    String colour(Mark mark) {
        return mark instanceof Mark.Reference ? MUTED : COLOURS.get(index(mark) % COLOURS.size());
    }

    /** The shape that tells the series apart without colour, too. */
    Symbol symbol(Mark mark) {
        return Symbol.values()[index(mark) % Symbol.values().length];
    }

    /** The dashes and gaps of a reference line in pixels; each name has its own. */
    String dashes(Mark.Reference line) {
        return DASHES.get(references.getOrDefault(line.name(), 0) % DASHES.size());
    }

    private int index(Mark mark) {
        return order.getOrDefault(mark.name(), 0);
    }

    /** Colours of a heat map: from white to blue, or through white at 0 where some values are negative. */
    record Shades(double low, double high, boolean diverging) {
        static Shades of(Mark.HeatMap map) {
            Extent extent = new Extent();
            map.values().forEach(extent::includeAll);
            extent.include(0);
            Range range = extent.widened(0);
            double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
            if (range.low() < 0) {
                return new Shades(-largest, largest, true);
            }
            return new Shades(0, range.high(), false);
        }

        /** The colour of a finite value. */
        String colour(double value) {
            return hex(rgb((value - low) / (high - low)));
        }

        /** Dark or white, whichever can be read on the colour of {@code value}. */
        String ink(double value) {
            int[] c = rgb((value - low) / (high - low));
            return 0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2] < 140 ? "#ffffff" : INK;
        }

        /** Place and colour of each stop, place from 0 to 1. */
        List<List<Object>> stops() {
            int[][] stops = table();
            List<List<Object>> list = new ArrayList<>();
            for (int i = 0; i < stops.length; i++) {
                list.add(List.of(i / (stops.length - 1.0), hex(stops[i])));
            }
            return list;
        }

        private int[][] table() {
            return diverging ? DIVERGING : SEQUENTIAL;
        }

        private int[] rgb(double share) {
            int[][] stops = table();
            double place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
            int from = Math.min(stops.length - 2, (int) place);
            int[] colour = new int[3];
            for (int c = 0; c < 3; c++) {
                colour[c] = (int) Math.round(stops[from][c] + (place - from) * (stops[from + 1][c] - stops[from][c]));
            }
            return colour;
        }

        private static String hex(int[] c) {
            return String.format(Locale.ROOT, "#%02x%02x%02x", c[0], c[1], c[2]);
        }
    }
}

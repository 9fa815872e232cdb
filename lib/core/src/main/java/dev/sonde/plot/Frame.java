package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a panel's data lie on the page: the rectangle of the plot, and the way from data to pixels.
 *
 * @param panel the panel
 * @param x range of its x axis
 * @param y range of its y axis
 * @param left left edge of the plot in pixels of the figure
 * @param top upper edge
 * @param width width of the plot in pixels
 * @param height height of the plot in pixels
 * @param heading the title of the panel in lines
 */
record Frame(
        Panel panel, Range x, Range y, double left, double top, double width, double height, List<String> heading) {
    private static final int HEADING_LINES = 4;

    /** A place on the page, in pixels from the left upper corner. */
    record Spot(double x, double y) {}

    /** A rectangle on the page, in pixels. */
    record Area(double left, double top, double width, double height) {
        double right() {
            return left + width;
        }

        double bottom() {
            return top + height;
        }
    }

    /** The place of the data point. */
    Spot at(double dataX, double dataY) {
        double fractionX = panel.x().fraction(dataX, x);
        double fractionY = panel.y().fraction(dataY, y);
        double along = panel.sideways() ? fractionY : fractionX;
        double up = panel.sideways() ? fractionX : fractionY;
        return new Spot(left + along * width, top + (panel.downward() ? up : 1 - up) * height);
    }

    /** The rectangle between two data points, cut at the plot's edges. */
    Area between(double x0, double y0, double x1, double y1) {
        Spot a = at(x.clamp(x0), y.clamp(y0));
        Spot b = at(x.clamp(x1), y.clamp(y1));
        return new Area(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y));
    }

    /** Where bars begin: at 0, or at the low end of an axis that does not reach 0. */
    double baseline() {
        return panel.y().logarithmic() ? y.low() : y.clamp(0);
    }

    Range across() {
        return panel.sideways() ? y : x;
    }

    Range upright() {
        return panel.sideways() ? x : y;
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** A number of ticks that mostly leaves room for their labels from left to right. */
    int ticksAcross() {
        return Math.max(3, (int) (width / 60));
    }

    /** A number of ticks that leaves room for their labels up the page. */
    int ticksUpright() {
        return Math.max(2, (int) (height / 45));
    }

    Frame movedTo(double newLeft, double newTop) {
        return new Frame(panel, x, y, newLeft, newTop, width, height, heading);
    }

    Frame sized(double newWidth, double newHeight) {
        return new Frame(panel, x, y, left, top, newWidth, newHeight, heading);
    }

    /** With the title in lines as wide as the plot is now; the last of too many lines is cut off. */
    Frame headed() {
        double room = Math.max(width / 1.12, 60);
        List<String> lines = Lettering.wrap(panel.title(), Lettering.HEADING, room);
        if (lines.size() > HEADING_LINES) {
            String rest = String.join(" ", lines.subList(HEADING_LINES - 1, lines.size()));
            lines = new ArrayList<>(lines.subList(0, HEADING_LINES - 1));
            lines.add(rest);
        }
        List<String> cut = lines.stream()
                .map(line -> Lettering.shorten(line, Lettering.HEADING, room))
                .toList();
        return new Frame(panel, x, y, left, top, width, height, cut);
    }
}

package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * On which side of its point a label stands, so that labels lie on neither points nor one another where that can be.
 */
enum Beside {
    RIGHT("middle right", "start", 1, 0),
    LEFT("middle left", "end", -1, 0),
    ABOVE("top center", "middle", 0, -1),
    BELOW("bottom center", "middle", 0, 1);

    private static final double DISTANCE = 7;

    final String plotly;
    final String anchor;
    private final int dx;
    private final int dy;

    Beside(String plotly, String anchor, int dx, int dy) {
        this.plotly = plotly;
        this.anchor = anchor;
        this.dx = dx;
        this.dy = dy;
    }

    /** The side for each label of a series; each looks for the first side that is free. */
    static List<Beside> place(Frame frame, Mark.Points points) {
        List<Frame.Area> taken = new ArrayList<>();
        for (int i = 0; i < points.y().size(); i++) {
            if (Series.isDrawn(points.x(), points.y(), i)) {
                Frame.Spot spot = frame.at(points.x().get(i), points.y().get(i));
                taken.add(new Frame.Area(spot.x() - 4, spot.y() - 4, 8, 8));
            }
        }
        List<Beside> sides = new ArrayList<>();
        for (int i = 0; i < points.labels().size(); i++) {
            Beside side = RIGHT;
            if (Series.isDrawn(points.x(), points.y(), i)) {
                Frame.Spot spot = frame.at(points.x().get(i), points.y().get(i));
                side = free(frame, spot, points.labels().get(i), taken);
                taken.add(side.area(spot, points.labels().get(i)));
            }
            sides.add(side);
        }
        return sides;
    }

    private static Beside free(Frame frame, Frame.Spot spot, String label, List<Frame.Area> taken) {
        for (Beside side : values()) {
            Frame.Area area = side.area(spot, label);
            boolean inside = area.left() >= frame.left()
                    && area.right() <= frame.right() + 4
                    && area.top() >= frame.top() - 4
                    && area.bottom() <= frame.bottom() + 4;
            if (inside && taken.stream().noneMatch(other -> overlap(area, other))) {
                return side;
            }
        }
        return spot.x() > frame.left() + frame.width() / 2 ? LEFT : RIGHT;
    }

    private Frame.Area area(Frame.Spot spot, String label) {
        double width = Lettering.width(label, Lettering.TICK);
        double left = spot.x() + dx * DISTANCE - (dx == 0 ? width / 2 : dx < 0 ? width : 0);
        double middle = spot.y() + dy * (DISTANCE + Lettering.TICK / 2);
        return new Frame.Area(left, middle - Lettering.TICK / 2, width, Lettering.TICK);
    }

    /** Where the text's anchor and baseline lie. */
    Frame.Spot baseline(Frame.Spot point) {
        double middle = point.y() + dy * (DISTANCE + Lettering.TICK / 2);
        return new Frame.Spot(point.x() + dx * DISTANCE, middle + Lettering.TICK * 0.36);
    }

    private static boolean overlap(Frame.Area a, Frame.Area b) {
        return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom();
    }
}

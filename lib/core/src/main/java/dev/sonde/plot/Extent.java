package dev.sonde.plot;

import dev.sonde.display.SondeException;
import java.util.List;

/** Collects the smallest and the largest finite value on one axis of a panel. */
final class Extent {
    private static final double PADDING = 0.05;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    void include(double value) {
        if (Double.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    void includeAll(List<Double> values) {
        values.forEach(this::include);
    }

    void include(Bounds bounds) {
        includeAll(bounds.low());
        includeAll(bounds.high());
    }

    /** The range of the x axis of a panel. */
    static Range ofX(Panel panel) {
        Extent extent = new Extent();
        boolean tight = panel.has(Mark.Picture.class);
        for (Mark mark : panel.marks()) {
            if (mark instanceof Mark.Line line) {
                extent.includeAll(line.x());
            } else if (mark instanceof Mark.Points points) {
                extent.includeAll(points.x());
            } else if (mark instanceof Mark.Picture picture) {
                extent.include(0);
                extent.include(picture.image().getWidth());
            } else if (mark instanceof Mark.Rectangle box && !tight) {
                extent.include(box.x0());
                extent.include(box.x1());
            } else if (mark instanceof Mark.Reference line && line.orientation() == Orientation.VERTICAL) {
                extent.include(line.value());
            }
        }
        if (panel.has(Mark.Histogram.class)) {
            Bins bins = Bins.of(panel);
            extent.include(bins.low());
            extent.include(bins.high());
        }
        return extent.on(panel.x(), tight, false);
    }

    /** The range of the y axis of a panel. */
    static Range ofY(Panel panel) {
        Extent extent = new Extent();
        boolean tight = panel.has(Mark.Picture.class);
        boolean fromZero = panel.has(Mark.Bars.class) || panel.has(Mark.Histogram.class);
        for (Mark mark : panel.marks()) {
            if (mark instanceof Mark.Bars bars) {
                extent.includeAll(bars.values());
                bars.errors().ifPresent(extent::include);
            } else if (mark instanceof Mark.Line line) {
                extent.includeAll(line.y());
                line.band().ifPresent(extent::include);
            } else if (mark instanceof Mark.Points points) {
                extent.includeAll(points.y());
                points.errors().ifPresent(extent::include);
            } else if (mark instanceof Mark.Histogram histogram) {
                extent.includeAll(Bins.of(panel).counts(histogram));
            } else if (mark instanceof Mark.Picture picture) {
                extent.include(0);
                extent.include(picture.image().getHeight());
            } else if (mark instanceof Mark.Rectangle box && !tight) {
                extent.include(box.y0());
                extent.include(box.y1());
            } else if (mark instanceof Mark.Reference line && line.orientation() == Orientation.HORIZONTAL) {
                extent.include(line.value());
            }
        }
        // On a logarithmic axis a bin that nothing fell into is a gap, not a mistake of the user.
        if (panel.y().logarithmic() && panel.has(Mark.Histogram.class) && extent.low == 0) {
            extent.low = 0.5;
        }
        return extent.on(panel.y(), tight, fromZero);
    }

    private Range on(Axis axis, boolean tight, boolean fromZero) {
        if (axis.isCategorical()) {
            return new Range(-0.5, axis.categories().size() - 0.5);
        }
        if (axis.logarithmic()) {
            requirePositive(axis);
            return axis.range().orElseGet(this::logarithmic);
        }
        if (axis.range().isPresent()) {
            return axis.range().get();
        }
        if (fromZero) {
            include(0);
        }
        Range range = widened(tight ? 0 : PADDING);
        if (fromZero && low == 0) {
            return new Range(0, high == 0 ? 1 : range.high());
        }
        return fromZero && high == 0 ? new Range(range.low(), 0) : range;
    }

    /** The range with a share of its span added at both ends; never of zero width. */
    Range widened(double share) {
        if (low > high) {
            return new Range(0, 1);
        }
        double span = high - low;
        double smallest = Math.max(Math.abs(low), Math.abs(high)) * 1e-9;
        if (span <= smallest || span < 1e-290) {
            double margin = Math.abs(low) < 1e-290 ? 1 : Math.abs(low) * 0.1;
            return new Range(low - margin, high + margin);
        }
        return new Range(low - share * span, high + share * span);
    }

    private Range logarithmic() {
        if (low > high) {
            return new Range(1, 10);
        }
        double ratio = high / low;
        double margin = ratio < 1 + 1e-9 ? 3 : Math.pow(ratio, PADDING);
        return new Range(low / margin, high * margin);
    }

    private void requirePositive(Axis axis) {
        if (low <= 0) {
            throw new SondeException(
                    "The logarithmic axis \"" + axis.label() + "\" would have to show " + low + ".",
                    "Give values above 0, write Double.NaN where there is none, or leave log() out.");
        }
    }
}

package dev.sonde.plot;

import dev.sonde.display.SondeException;
import java.util.List;

/**
 * The lower and upper ends of intervals, one interval for each value of a series.
 *
 * @param low lower ends on the value axis; NaN where there is no interval
 * @param high upper ends
 */
public record Bounds(List<Double> low, List<Double> high) {
    /** Throws {@link SondeException} where an upper end lies below its lower end. */
    public Bounds {
        low = List.copyOf(low);
        high = List.copyOf(high);
        Mark.requireSameLength("lower bounds", low.size(), "upper bounds", high.size());
        for (int i = 0; i < low.size(); i++) {
            if (low.get(i) > high.get(i)) {
                throw new SondeException(
                        "Interval " + i + " runs from " + low.get(i) + " down to " + high.get(i) + ".",
                        "Give the bounds themselves, low then high, not distances from the value.");
            }
        }
    }

    /** Whether interval {@code i} can be drawn. */
    boolean has(int i) {
        return Double.isFinite(low.get(i)) && Double.isFinite(high.get(i));
    }
}

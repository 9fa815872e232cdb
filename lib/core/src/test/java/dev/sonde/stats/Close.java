package dev.sonde.stats;

import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;

/** How close a value must come to its reference. */
final class Close {
    private Close() {}

    /** 1e-10 relative. */
    static Percentage relative() {
        return withinPercentage(1e-8);
    }

    /** 1e-10 relative to a value that may be 0 up to rounding, such as a correlation. */
    static Offset<Double> to(double expected) {
        return within(Math.max(1e-10 * Math.abs(expected), 1e-14));
    }

    /** 1e-8 absolute: distribution functions of the t, normal and beta families. */
    static Offset<Double> distribution() {
        return within(1e-8);
    }
}

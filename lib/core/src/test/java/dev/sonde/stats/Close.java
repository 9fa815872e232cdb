package dev.sonde.stats;

import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;

/** How close a value must come to its reference. */
final class Close {
    private Close() {}

    /** 1e-10 relative: sums and products. */
    static Percentage relative() {
        return withinPercentage(1e-8);
    }

    /** 1e-8 absolute: distribution functions of the t, normal and beta families. */
    static Offset<Double> distribution() {
        return within(1e-8);
    }
}

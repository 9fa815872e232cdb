package dev.sonde.stats;

import java.util.Locale;

/**
 * The outcome of {@link ProportionTest}.
 *
 * @param difference the proportion minus the reference share
 * @param z the score statistic, about standard normal under the null hypothesis
 * @param pValue exact, two-sided
 */
public record ProportionResult(double difference, double z, double pValue) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "difference %+.4f, z = %.2f, p = %.3g", difference, z, pValue);
    }
}

package dev.sonde.stats;

import java.util.Locale;

/**
 * The outcome of {@link McNemarTest}.
 *
 * @param onlyFirstRight examples that only the first system has right
 * @param onlySecondRight examples that only the second system has right
 * @param pValue exact, two-sided
 */
public record McNemarResult(long onlyFirstRight, long onlySecondRight, double pValue) {
    /** The examples that exactly one system has right. */
    public long discordant() {
        return onlyFirstRight + onlySecondRight;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d only first, %d only second, p = %.3g", onlyFirstRight, onlySecondRight, pValue);
    }
}

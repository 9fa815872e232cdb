package dev.sonde.study;

import dev.sonde.stats.FleissKappa;
import dev.sonde.stats.Interval;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the raters agree on some of the answers.
 *
 * @param basis which answers
 * @param items the number of items with answers of two or more raters
 * @param kappa Fleiss' kappa over these items; empty where there is none, as {@code problem} says
 * @param interval the 95 % percentile interval of a bootstrap over the items
 * @param problem why there is no kappa or no interval; empty if there are both
 */
public record Agreement(
        String basis, int items, Optional<FleissKappa> kappa, Optional<Interval> interval, String problem) {
    /** Such as {@code kappa 0.8098 [0.7211, 0.8874] over 84 items}. */
    @Override
    public String toString() {
        String value = kappa.map(k -> String.format(Locale.ROOT, "kappa %.4f", k.kappa()))
                .orElse("no kappa");
        String range = interval.map(i -> String.format(Locale.ROOT, " [%.4f, %.4f]", i.low(), i.high()))
                .orElse("");
        return basis + ": " + value + range + " over " + items + " items"
                + (problem.isEmpty() ? "" : " (" + problem + ")");
    }
}

package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;

/**
 * The nonparametric bootstrap: how much would an estimate change with other examples?
 *
 * <p>Items, or whole {@link Clusters} of them, are drawn with replacement, as many as there are, and the statistic is
 * computed again; the spread of the recomputed values stands for that of the estimate. Items with an image in common
 * are not independent: draw the images then.
 *
 * <pre>{@code
 * Bootstrap.withDefaults().withSeed(7).share(right, Clusters.by(images)).bca()
 * }</pre>
 *
 * <p>The same settings give the same draws for the same number of units, whatever the statistic. The draws come from
 * SplitMix64. Ten thousand resamples of the mean of ten thousand items take less than a second. With few items, or
 * answers that are nearly all right, prefer the intervals of {@link Proportion}: a bootstrap never leaves the values that
 * it has seen. Sources: Efron (1979), Bootstrap methods; Davison, Hinkley (1997), Bootstrap Methods and their
 * Application, section 3.8, for clusters.
 */
public final class Bootstrap {
    private static final Bootstrap DEFAULT = new Bootstrap(new Draws.Seeded(10_000, 0));

    private final Draws draws;

    private Bootstrap(Draws draws) {
        this.draws = draws;
    }

    /** 10,000 resamples from seed 0. */
    public static Bootstrap withDefaults() {
        return DEFAULT;
    }

    /**
     * These settings with another number of resamples: from a thousand on, the ends of a 95 % interval are steady.
     *
     * @param resamples at least 2
     */
    public Bootstrap withResamples(int resamples) {
        return new Bootstrap(new Draws.Seeded(Checks.atLeast("number of resamples", 2, resamples), seed()));
    }

    /** These settings with another seed. */
    public Bootstrap withSeed(long seed) {
        return new Bootstrap(new Draws.Seeded(draws.count(), seed));
    }

    /**
     * The bootstrap of given samples, with nothing left to chance.
     *
     * @param index [resamples][units], positions of items (of clusters, where there are any); at least two rows
     */
    public Bootstrap withIndex(int[][] index) {
        Checks.atLeast("number of resamples", 2, index.length);
        return new Bootstrap(
                new Draws.Given(Arrays.stream(index).map(int[]::clone).toArray(int[][]::new)));
    }

    /**
     * The mean of the values of independent items.
     *
     * @param values at least two, finite
     * @throws SondeException if the values break these conditions
     */
    public BootstrapResult mean(double[] values) {
        return meanOf(values, Clusters.single(values.length));
    }

    /**
     * The mean of the values of clustered items: sum of values / number of items over the drawn clusters.
     *
     * @param values finite, one per item of the clusters, of which there are at least two
     * @throws SondeException if the values break these conditions
     */
    public BootstrapResult mean(double[] values, Clusters clusters) {
        return meanOf(values, clusters);
    }

    /** The share of independent items that are right, such as an accuracy; at least two items. */
    public BootstrapResult share(boolean[] right) {
        return mean(Checks.indicators(right));
    }

    /** The share of clustered items that are right. */
    public BootstrapResult share(boolean[] right, Clusters clusters) {
        return mean(Checks.indicators(right), clusters);
    }

    /**
     * The mean of first - second over independent items; each draw takes both values of an item.
     *
     * @param first at least two finite values
     * @param second as many, of the same items in the same order
     * @throws SondeException if the values break these conditions
     */
    public BootstrapResult meanDifference(double[] first, double[] second) {
        return mean(Checks.differences(first, second, 1));
    }

    /** The mean of first - second over clustered items. */
    public BootstrapResult meanDifference(double[] first, double[] second, Clusters clusters) {
        return mean(Checks.differences(first, second, 1), clusters);
    }

    /** Any statistic of independent items, at least two; see {@link #of(Statistic, Clusters)}. */
    public BootstrapResult of(Statistic statistic, int items) {
        return of(statistic, Clusters.single(items));
    }

    /**
     * Any statistic of clustered items. It is computed once for all items, once per resample, and once without each
     * cluster (for the acceleration of BCa).
     *
     * @param statistic finite for every sample
     * @param clusters at least two
     * @throws SondeException if there is one cluster only, or a value of the statistic is not finite
     */
    public BootstrapResult of(Statistic statistic, Clusters clusters) {
        int units = clusters.count();
        if (units < 2) {
            throw new SondeException(
                    "A bootstrap needs at least two items, or clusters of items, to draw from; found " + clusters + ".",
                    "Give more examples, or clusters that are smaller.");
        }
        double estimate = requireFinite("all items", statistic.of(clusters.expand(Clusters.every(units))));
        return new BootstrapResult(estimate, resampled(statistic, clusters), jackknife(statistic, clusters), clusters);
    }

    private BootstrapResult meanOf(double[] values, Clusters clusters) {
        Checks.sameLength("values", values.length, "items in the clusters", clusters.items());
        return of(new MeanOf(Checks.finite("values", values, 1)), clusters);
    }

    private double[] resampled(Statistic statistic, Clusters clusters) {
        double[] values = new double[draws.count()];
        int[] done = {0};
        draws.forEach(clusters.count(), units -> {
            double value = statistic.of(clusters.expand(units));
            values[done[0]] = requireFinite("resample " + done[0] + " (counted from 0)", value);
            done[0]++;
        });
        return values;
    }

    private static double[] jackknife(Statistic statistic, Clusters clusters) {
        double[] values = new double[clusters.count()];
        for (int left = 0; left < values.length; left++) {
            double value = statistic.without(clusters.members(left), clusters.items());
            values[left] = requireFinite("all items but those of unit " + left + " (counted from 0)", value);
        }
        return values;
    }

    private static double requireFinite(String sample, double value) {
        if (!Double.isFinite(value)) {
            throw new SondeException(
                    "The statistic of " + sample + " is " + value + "; a bootstrap needs finite values.",
                    "Choose a statistic that is defined for every sample, also one of few different items.");
        }
        return value;
    }

    private long seed() {
        return draws instanceof Draws.Seeded seeded ? seeded.seed() : 0;
    }
}

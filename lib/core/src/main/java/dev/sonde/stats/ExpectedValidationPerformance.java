package dev.sonde.stats;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The best validation score to be expected of k trials of a random search, from n trials that were run.
 *
 * <p>With the n scores in ascending order, the best of k draws with replacement is the i-th with probability w_i =
 * (i/n)^k - ((i-1)/n)^k; its expectation is sum w_i v_i, its variance sum w_i (v_i - expectation)^2. Compare methods at
 * equal k, not by their best scores. The trials must be independent, which those of an adaptive search are not; for k
 * near n the value is too low on average (Tang et al. 2020). Source: Dodge et al. (2019), Show your work: Improved
 * reporting of experimental results, section 3.
 */
public final class ExpectedValidationPerformance implements Tabular {
    private final double[] ascending;

    private ExpectedValidationPerformance(double[] ascending) {
        this.ascending = ascending;
    }

    /**
     * The performance of a search.
     *
     * @param scores the validation score of each trial, finite, at least one; larger is better, so negate losses
     * @throws dev.sonde.display.SondeException if there is no score, or one is not finite
     */
    public static ExpectedValidationPerformance of(double[] scores) {
        double[] ascending = Checks.finite("scores", scores, 1);
        Arrays.sort(ascending);
        return new ExpectedValidationPerformance(ascending);
    }

    /** The number of trials n. */
    public int trials() {
        return ascending.length;
    }

    /**
     * The best of k trials.
     *
     * @param k at least 1; beyond n, the best score of the n is approached
     */
    public ExpectedBest at(int k) {
        Checks.atLeast("number of trials", 1, k);
        double expectation = 0;
        for (int i = 0; i < ascending.length; i++) {
            expectation += weight(i, k) * ascending[i];
        }
        double variance = 0;
        for (int i = 0; i < ascending.length; i++) {
            variance += weight(i, k) * Math.pow(ascending[i] - expectation, 2);
        }
        return new ExpectedBest(k, expectation, variance);
    }

    /** The best of 1, 2, ..., n trials. */
    public List<ExpectedBest> curve() {
        return IntStream.rangeClosed(1, trials()).mapToObj(this::at).toList();
    }

    /** How likely the best of k draws is the i-th score, counted from 0. */
    private double weight(int i, int k) {
        double n = ascending.length;
        return Math.pow((i + 1) / n, k) - Math.pow(i / n, k);
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Expected validation performance")
                .column("Trials", Align.RIGHT)
                .column("Expected best", Align.RIGHT)
                .column("Standard deviation", Align.RIGHT);
        for (ExpectedBest best : curve()) {
            table = table.row(best.trials(), decimals(best.value()), decimals(best.standardDeviation()));
        }
        return table.note("The best of k trials drawn from " + trials() + " (Dodge et al. 2019).");
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

package dev.sonde.stats;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Kendall's rank correlation tau-b with a two-sided p-value.
 *
 * <p>The null hypothesis is that the two variables are independent: every pairing of their values is equally likely.
 *
 * <pre>{@code
 * KendallTest.withDefaults().test(trainExamples, accuracy)
 * }</pre>
 *
 * <p>Sources: Kendall (1938) for the exact distribution, Kendall (1970), Rank Correlation Methods, chapter 4, for the
 * variance with ties. Exact and asymptotic values agree with {@code scipy.stats.kendalltau} 1.17.
 */
public final class KendallTest {
    /** Up to here the exact distribution takes milliseconds. */
    static final int LARGEST_AUTOMATIC_N = 100;

    private static final KendallTest DEFAULT = new KendallTest(PValueMethod.AUTO);
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final PValueMethod method;

    private KendallTest(PValueMethod method) {
        this.method = method;
    }

    /** The test with {@link PValueMethod#AUTO}: exact without ties up to n = 100, else asymptotic. */
    public static KendallTest withDefaults() {
        return DEFAULT;
    }

    /** This test with another way to the p-value. */
    public KendallTest with(PValueMethod other) {
        return new KendallTest(other);
    }

    /**
     * Tests two variables, paired by position.
     *
     * @param x at least two values, neither NaN nor all equal; infinities are ranked
     * @param y as many values, under the same conditions
     * @throws dev.sonde.display.SondeException if the values break these conditions, or if {@link PValueMethod#EXACT}
     *     is asked for more values than it reaches
     */
    public KendallResult test(double[] x, double[] y) {
        PairCounts counts = PairCounts.of(PairedSample.of(x, y, 2));
        PValueMethod used = method == PValueMethod.AUTO ? automatic(counts) : method;
        double p = used == PValueMethod.EXACT ? exact(counts) : asymptotic(counts);
        return new KendallResult(counts.tauB(), counts.s(), counts.n(), p, used, counts.ties());
    }

    private static PValueMethod automatic(PairCounts counts) {
        boolean exact = !counts.ties() && counts.n() <= LARGEST_AUTOMATIC_N;
        return exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC;
    }

    private static double exact(PairCounts counts) {
        return counts.ties()
                ? KendallTiedNull.of(counts.xGroups(), counts.yGroups()).pTwoSided(counts.s())
                : KendallNull.of(counts.n()).pTwoSided(counts.s());
    }

    private static double asymptotic(PairCounts counts) {
        return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(counts.s()) / Math.sqrt(variance(counts))));
    }

    /** The variance of S given the ties. */
    private static double variance(PairCounts counts) {
        double n = counts.n();
        LongToDoubleFunction spread = t -> t * (t - 1.0) * (2.0 * t + 5);
        LongToDoubleFunction pairs = t -> t * (t - 1.0);
        LongToDoubleFunction triples = t -> t * (t - 1.0) * (t - 2.0);
        double untied = n * (n - 1) * (2 * n + 5) - sum(counts.xGroups(), spread) - sum(counts.yGroups(), spread);
        double both = sum(counts.xGroups(), pairs) * sum(counts.yGroups(), pairs) / (2 * n * (n - 1));
        double bothTriples = sum(counts.xGroups(), triples) * sum(counts.yGroups(), triples);
        // With two observations there are no triples, and the last term is 0 / 0.
        double last = n == 2 ? 0 : bothTriples / (9 * n * (n - 1) * (n - 2));
        return untied / 18 + both + last;
    }

    private static double sum(int[] groups, LongToDoubleFunction term) {
        return Arrays.stream(groups).asLongStream().mapToDouble(term).sum();
    }
}

package dev.sonde.stats;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * The rank-sum test of Mann, Whitney and Wilcoxon: do the values of one sample tend to be larger than those of another?
 *
 * <p>The null hypothesis is that both samples come from one distribution. U counts the pairs in which the first value is
 * larger, equal ones as a half. Without ties and with fewer than 50 values in each sample, p is exact; else it is the
 * normal limit with the variance corrected for ties and a continuity correction of 1/2. Computed by Commons Statistics
 * 1.2; equal to {@code scipy.stats.mannwhitneyu} 1.17 with the same method.
 *
 * <pre>{@code
 * MannWhitneyTest.withDefaults().with(Alternative.GREATER).test(ourLosses, theirLosses)  // are ours worse?
 * }</pre>
 */
public final class MannWhitneyTest {
    private static final MannWhitneyTest DEFAULT = new MannWhitneyTest(Alternative.TWO_SIDED);

    private final Alternative alternative;

    private MannWhitneyTest(Alternative alternative) {
        this.alternative = alternative;
    }

    /** The two-sided test. */
    public static MannWhitneyTest withDefaults() {
        return DEFAULT;
    }

    /** This test with another alternative. */
    public MannWhitneyTest with(Alternative other) {
        return new MannWhitneyTest(other);
    }

    /**
     * Tests two independent samples.
     *
     * @param first at least one value, none of them NaN; infinities are ranked
     * @param second the same
     * @throws SondeException if the values break these conditions
     */
    public MannWhitneyResult test(double[] first, double[] second) {
        MannWhitneyUTest.Result result = MannWhitneyUTest.withDefaults()
                .with(hypothesis())
                .test(checked("first", first), checked("second", second));
        double pairs = (double) first.length * second.length;
        // If all values are equal, U has no variance: nothing else can happen than what did.
        double p = Double.isNaN(result.getPValue()) ? 1 : result.getPValue();
        return new MannWhitneyResult(result.getStatistic(), pairs, p);
    }

    private AlternativeHypothesis hypothesis() {
        return switch (alternative) {
            case TWO_SIDED -> AlternativeHypothesis.TWO_SIDED;
            case GREATER -> AlternativeHypothesis.GREATER_THAN;
            case LESS -> AlternativeHypothesis.LESS_THAN;
        };
    }

    private static double[] checked(String name, double[] values) {
        Checks.atLeast("number of values in the " + name + " sample", 1, values.length);
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new SondeException(
                        "Value " + i + " of the " + name + " sample (counted from 0) is NaN.",
                        "Leave out values that could not be computed.");
            }
        }
        // -0.0 + 0.0 is 0.0: the two zeros are one value, but sort as two.
        return Arrays.stream(values).map(value -> value + 0.0).toArray();
    }
}

package dev.sonde.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's exact test: do two systems, judged on the same examples, have the same accuracy?
 *
 * <p>Only examples that exactly one of them has right tell them apart. If both are equally accurate, each such example
 * favours either with probability 1/2, so p = 2 P(X <= min), cut at 1, with X ~ Binomial(discordant, 1/2). Source:
 * McNemar (1947), Note on the sampling error of the difference between correlated proportions.
 */
public final class McNemarTest {
    private static final McNemarTest DEFAULT = new McNemarTest();

    private McNemarTest() {}

    /** The exact two-sided test. */
    public static McNemarTest withDefaults() {
        return DEFAULT;
    }

    /**
     * Tests the discordant examples; without any, p is 1.
     *
     * @param onlyFirstRight examples that the first system has right and the second has wrong
     * @param onlySecondRight examples that the second system has right and the first has wrong
     * @throws dev.sonde.display.SondeException if a count is negative or the sum exceeds 2^31 - 1
     */
    public McNemarResult test(long onlyFirstRight, long onlySecondRight) {
        int first = Checks.intCount("number of examples only the first has right", onlyFirstRight);
        int second = Checks.intCount("number of examples only the second has right", onlySecondRight);
        int discordant = Checks.intCount("number of discordant examples", (long) first + second);
        double tail = BinomialDistribution.of(discordant, 0.5).cumulativeProbability(Math.min(first, second));
        return new McNemarResult(onlyFirstRight, onlySecondRight, Math.min(1, 2 * tail));
    }
}

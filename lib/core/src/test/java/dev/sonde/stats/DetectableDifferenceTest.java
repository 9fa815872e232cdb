package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The power of the tests at the returned difference, summed over all outcomes. */
class DetectableDifferenceTest {
    private static final DetectableDifference USUAL = DetectableDifference.withDefaults();

    @ParameterizedTest
    @CsvSource({"0.538, 2195, 0.05, 0.8", "0.5, 500, 0.05, 0.8", "0.3, 843, 0.05, 0.9", "0.65, 289, 0.01, 0.8"})
    void oneSampleTestHasTheAskedPower(double share, int n, double alpha, double power) {
        double d = USUAL.withAlpha(alpha).withPower(power).oneSample(share, n);
        BinomialDistribution truth = BinomialDistribution.of(n, share + d);
        double found = 0;
        for (int k = 0; k <= n; k++) {
            double z = ProportionTest.against(share).test(new Proportion(k, n)).z();
            found += Math.abs(z) > critical(alpha) ? truth.probability(k) : 0;
        }
        assertThat(found).isCloseTo(power, within(0.025));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 400, 400", "0.6, 300, 150", "0.2, 137, 289", "0.75, 200, 200"})
    void twoSampleTestHasTheAskedPower(double share, int n1, int n2) {
        double d = USUAL.twoSamples(share, n1, n2);
        BinomialDistribution first = BinomialDistribution.of(n1, share);
        BinomialDistribution second = BinomialDistribution.of(n2, share + d);
        double found = 0;
        for (int k1 = 0; k1 <= n1; k1++) {
            for (int k2 = 0; k2 <= n2; k2++) {
                if (Math.abs(pooledZ(k1, n1, k2, n2)) > critical(0.05)) {
                    found += first.probability(k1) * second.probability(k2);
                }
            }
        }
        assertThat(found).isCloseTo(0.8, within(0.025));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 400", "0.2, 2195", "0.5, 289", "0.1, 843"})
    void pairedTestHasTheAskedPower(double discordance, int n) {
        double d = USUAL.paired(discordance, n);
        BinomialDistribution discordant = BinomialDistribution.of(n, discordance);
        double found = 0;
        for (int m = 1; m <= n; m++) {
            if (discordant.probability(m) > 1e-9) {
                found += discordant.probability(m) * signPower(m, (1 + d / discordance) / 2);
            }
        }
        assertThat(found).isCloseTo(0.8, within(0.025));
    }

    /** The power of McNemar's z among m discordant examples. */
    private static double signPower(int m, double share) {
        BinomialDistribution truth = BinomialDistribution.of(m, share);
        double found = 0;
        for (int k = 0; k <= m; k++) {
            found += Math.abs(2 * k - m) / Math.sqrt(m) > critical(0.05) ? truth.probability(k) : 0;
        }
        return found;
    }

    private static double pooledZ(int k1, int n1, int k2, int n2) {
        double pooled = (double) (k1 + k2) / (n1 + n2);
        double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
        return deviation == 0 ? 0 : ((double) k2 / n2 - (double) k1 / n1) / deviation;
    }

    private static double critical(double alpha) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2);
    }

    @Test
    void pairedDifferenceSolvesConnorsSampleSize() {
        double d = USUAL.paired(0.25, 500);
        double b = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.8);
        double n = Math.pow(critical(0.05) * Math.sqrt(0.25) + b * Math.sqrt(0.25 - d * d), 2) / (d * d);
        assertThat(n).isCloseTo(500, within(1e-6));
    }

    @Test
    void moreExamplesDetectSmallerDifferences() {
        double before = 1;
        for (long n = 100; n < 10_000_000_000L; n *= 10) {
            double d = USUAL.oneSample(0.5, n);
            assertThat(d).isPositive().isLessThan(before);
            assertThat(USUAL.twoSamples(0.5, n, n)).isGreaterThan(d);
            before = d;
        }
    }

    @Test
    void anEndlessSecondSampleMakesOneSampleOfTwo() {
        // The reference is known then; roles differ only in which variance belongs to the null.
        assertThat(USUAL.twoSamples(0.5, 1_000_000_000_000L, 2000)).isCloseTo(USUAL.oneSample(0.5, 2000), within(1e-3));
    }

    @Test
    void morePowerNeedsALargerDifference() {
        assertThat(USUAL.withPower(0.9).oneSample(0.5, 300)).isGreaterThan(USUAL.oneSample(0.5, 300));
        assertThat(USUAL.withAlpha(0.01).paired(0.3, 300)).isGreaterThan(USUAL.paired(0.3, 300));
    }

    @Test
    void saysWhenNothingIsDetectable() {
        assertRefused(() -> USUAL.oneSample(0.97, 5), "5 examples");
        assertRefused(() -> USUAL.twoSamples(0.9, 4, 4), "4 examples");
        assertRefused(() -> USUAL.paired(0.01, 20), "20 examples");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertRefused(() -> USUAL.withAlpha(5), "alpha");
        assertRefused(() -> USUAL.withPower(80), "power");
        assertRefused(() -> USUAL.withPower(0.01), "exceed alpha");
        assertRefused(() -> USUAL.oneSample(54, 100), "share");
        assertRefused(() -> USUAL.oneSample(0.5, 0), "at least one");
        assertRefused(() -> USUAL.twoSamples(0.5, 10, -1), "at least one");
        assertRefused(() -> USUAL.paired(Double.NaN, 10), "discordant");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SondeException.class).hasMessageContaining(message);
    }
}

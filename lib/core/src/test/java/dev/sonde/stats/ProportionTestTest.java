package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTestTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 100, 2195})
    void againstAHalfItIsTheSignTest(int n) {
        for (int k = 0; k <= n; k++) {
            double expected = McNemarTest.withDefaults().test(k, n - k).pValue();
            double p = ProportionTest.against(0.5).test(new Proportion(k, n)).pValue();
            assertThat(p).as("%d of %d", k, n).isCloseTo(expected, within(1e-10));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.3, 0.54, 0.9})
    void failuresAgainstTheRestGiveTheSamePValue(double share) {
        for (int k = 0; k <= 60; k++) {
            double successes =
                    ProportionTest.against(share).test(new Proportion(k, 60)).pValue();
            double failures = ProportionTest.against(1 - share)
                    .test(new Proportion(60 - k, 60))
                    .pValue();
            assertThat(successes).isCloseTo(failures, within(1e-10));
        }
    }

    @Test
    void hugeSamplesTakeNoTimeAndTinyPValuesStayPositiveOrZero() {
        double p = ProportionTest.against(0.5)
                .test(new Proportion(2_000_000_000L, 2_100_000_000L))
                .pValue();
        assertThat(p).isBetween(0.0, 1e-300);
        double even = ProportionTest.against(0.5)
                .test(new Proportion(1_050_010_000L, 2_100_000_000L))
                .pValue();
        assertThat(even).isCloseTo(0.6625, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0.5, 60",
        "100, 0.5, 40",
        "10, 0.3, 3",
        "10, 0.25, 2",
        "20, 0.3, 9",
        "20, 0.3, 2",
        "12, 0.54, 12",
        "7, 0.9, 5"
    })
    void pValueSumsTheOutcomesThatAreAtMostAsLikely(int n, double share, int k) {
        BinomialDistribution binomial = BinomialDistribution.of(n, share);
        double limit = binomial.probability(k) * (1 + 1e-9);
        double expected = 0;
        for (int outcome = 0; outcome <= n; outcome++) {
            expected += binomial.probability(outcome) <= limit ? binomial.probability(outcome) : 0;
        }
        assertThat(ProportionTest.against(share).test(new Proportion(k, n)).pValue())
                .isCloseTo(expected, within(1e-10));
    }

    @Test
    void scoreUsesTheVarianceOfTheReference() {
        ProportionResult result = ProportionTest.against(0.5).test(new Proportion(60, 100));
        assertThat(result.difference()).isCloseTo(0.1, within(1e-15));
        assertThat(result.z()).isCloseTo(2, within(1e-12));
        assertThat(result.toString()).startsWith("difference +0.1000, z = 2.00, p = 0.0569");
    }

    @Test
    void wilsonExcludesTheReferenceExactlyWhereTheScoreIsBeyondItsQuantile() {
        double quantile = 1.959963984540054;
        for (int k = 0; k <= 40; k++) {
            Proportion proportion = new Proportion(k, 40);
            double z = ProportionTest.against(0.37).test(proportion).z();
            assertThat(proportion.wilson().contains(0.37)).isEqualTo(Math.abs(z) <= quantile);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 50, -0.1, Double.NaN})
    void refusesAReferenceThatIsNoShare(double share) {
        assertThatThrownBy(() -> ProportionTest.against(share))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("reference share");
    }
}

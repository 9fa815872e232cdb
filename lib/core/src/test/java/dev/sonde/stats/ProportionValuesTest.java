package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProportionValuesTest {
    static List<JsonNode> intervals() {
        return Fixtures.rows("statistics/intervals.json");
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void intervalsAgreeWithTheReference(JsonNode row) {
        Proportion proportion = new Proportion(
                row.get("successes").longValue(), row.get("trials").longValue());
        double confidence = row.get("confidence").doubleValue();
        for (IntervalMethod method : IntervalMethod.values()) {
            double[] expected = Fixtures.numbers(row.get(method.name().toLowerCase(Locale.ROOT)));
            Interval interval = proportion.interval(method, confidence);
            assertThat(interval.low()).as("%s low", method).isCloseTo(expected[0], Close.distribution());
            assertThat(interval.high()).as("%s high", method).isCloseTo(expected[1], Close.distribution());
            assertThat(interval.confidence()).isEqualTo(confidence);
        }
    }

    @ParameterizedTest
    @EnumSource(IntervalMethod.class)
    void intervalsContainTheEstimateOrEndBesideIt(IntervalMethod method) {
        for (int n = 1; n <= 30; n++) {
            for (int k = 0; k <= n; k++) {
                Interval interval = new Proportion(k, n).interval(method, 0.9);
                assertThat(interval.low()).isBetween(0.0, 1.0);
                assertThat(interval.high()).isBetween(0.0, 1.0);
                // Jeffreys' equal-tailed interval leaves out an estimate of 0 or 1.
                boolean atTheEdge = k == 0 || k == n;
                assertThat(interval.contains((double) k / n) || method == IntervalMethod.JEFFREYS && atTheEdge)
                        .as("%d of %d in %s", k, n, interval)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(IntervalMethod.class)
    void intervalsOfSuccessesAndFailuresMirrorEachOther(IntervalMethod method) {
        for (int k = 0; k <= 17; k++) {
            Interval successes = new Proportion(k, 17).interval(method, 0.95);
            Interval failures = new Proportion(17 - k, 17).interval(method, 0.95);
            assertThat(successes.low()).isCloseTo(1 - failures.high(), within(1e-12));
            assertThat(successes.high()).isCloseTo(1 - failures.low(), within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 0.05", "20, 0.3", "50, 0.5", "133, 0.6", "88, 0.93"})
    void clopperPearsonCoversAtLeastItsLevel(int n, double share) {
        assertThat(coverage(IntervalMethod.CLOPPER_PEARSON, n, share)).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource({"20, 0.3", "50, 0.5", "133, 0.6", "88, 0.93"})
    void wilsonCoversAboutItsLevel(int n, double share) {
        assertThat(coverage(IntervalMethod.WILSON, n, share)).isCloseTo(0.95, within(0.03));
    }

    private static double coverage(IntervalMethod method, int n, double share) {
        BinomialDistribution binomial = BinomialDistribution.of(n, share);
        double coverage = 0;
        for (int k = 0; k <= n; k++) {
            if (new Proportion(k, n).interval(method, 0.95).contains(share)) {
                coverage += binomial.probability(k);
            }
        }
        return coverage;
    }

    @Test
    void printsPercentWithItsInterval() {
        assertThat(new Proportion(1426, 2195)).hasToString("64.97 % [62.95, 66.93], N = 2195");
    }

    @Test
    void printsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(new Proportion(1, 8).toString()).startsWith("12.50 % [");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void percentIsHundredTimesTheValue() {
        assertThat(new Proportion(1, 8).value()).isEqualTo(0.125);
        assertThat(new Proportion(1, 8).percent()).isEqualTo(12.5);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "-1, 5", "6, 5", "0, -1"})
    void refusesImpossibleCounts(long successes, long trials) {
        assertThatThrownBy(() -> new Proportion(successes, trials))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(Long.toString(successes));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "95", "-0.5", "NaN"})
    void refusesAConfidenceThatIsNoShare(double confidence) {
        assertThatThrownBy(() -> new Proportion(1, 2).interval(IntervalMethod.WILSON, confidence))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("confidence");
    }

    @Test
    void refusesMoreTrialsThanCanBeComputed() {
        assertThatThrownBy(() -> new Proportion(1, 1L << 40).wilson())
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("trials");
    }

    @Test
    void intervalKnowsItsPointsAndItsWidth() {
        Interval interval = new Interval(0.25, 0.75, 0.95);
        assertThat(interval.contains(0.25)).isTrue();
        assertThat(interval.contains(0.76)).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
        assertThat(interval.width()).isEqualTo(0.5);
        assertThat(interval.times(100)).isEqualTo(new Interval(25, 75, 0.95));
        assertThat(interval.times(-1)).isEqualTo(new Interval(-0.75, -0.25, 0.95));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0.95", "NaN, 0, 0.95", "0, NaN, 0.95", "0, 1, 95"})
    void refusesAnIntervalThatIsNone(double low, double high, double confidence) {
        assertThatThrownBy(() -> new Interval(low, high, confidence)).isInstanceOf(SondeException.class);
    }
}

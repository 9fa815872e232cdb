package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EquivalenceTestTest {
    private static final EquivalenceTest TEST = EquivalenceTest.withMargin(0.5);

    static List<JsonNode> cases() {
        return Fixtures.rows(Fixtures.json("statistics/tests.json").get("tost"));
    }

    private static EquivalenceResult run(JsonNode row) {
        return EquivalenceTest.withMargin(number(row, "margin"))
                .test(Fixtures.numbers(row.get("first")), Fixtures.numbers(row.get("second")));
    }

    private static double number(JsonNode row, String name) {
        return Fixtures.number(row.get(name));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReference(JsonNode row) {
        EquivalenceResult result = run(row);
        assertThat(result.tLower()).isCloseTo(number(row, "t_lower"), Close.relative());
        assertThat(result.tUpper()).isCloseTo(number(row, "t_upper"), Close.relative());
        assertThat(result.pValueLower()).isCloseTo(number(row, "p_lower"), Close.distribution());
        assertThat(result.pValueUpper()).isCloseTo(number(row, "p_upper"), Close.distribution());
        assertThat(result.pValue()).isCloseTo(number(row, "p"), Close.distribution());
        assertThat(result.items() - 1).isEqualTo(row.get("df").intValue());
    }

    /** The test at level alpha and the interval at confidence 1 - 2 alpha say the same. */
    @ParameterizedTest
    @MethodSource("cases")
    void theIntervalOfTheSameLevelTouchesAMargin(JsonNode row) {
        EquivalenceResult result = run(row);
        // Tails so small that 1 - 2 alpha rounds, or beyond a half, have no interval.
        double alpha = Math.min(0.49, Math.max(1e-4, result.pValue()));
        Interval interval = result.interval(1 - 2 * alpha);
        double overshoot = Math.max(interval.high() - result.margin(), -result.margin() - interval.low());
        if (alpha == result.pValue()) {
            assertThat(overshoot).isCloseTo(0, within(1e-8));
        } else {
            assertThat(overshoot < 0).isEqualTo(result.pValue() < alpha);
        }
    }

    /** With two differences, t has one degree of freedom: P(T > t) = 1/2 - atan(t) / pi. */
    @Test
    void twoItemsByHand() {
        EquivalenceResult result = TEST.test(new double[] {1.2, 0.8}, new double[] {1, 1});
        assertThat(result.meanDifference()).isCloseTo(0, within(1e-15));
        assertThat(result.standardError()).isCloseTo(0.2, Close.relative());
        double p = 0.5 - Math.atan(2.5) / Math.PI;
        assertThat(result.pValueLower()).isCloseTo(p, Close.distribution());
        assertThat(result.pValueUpper()).isCloseTo(p, Close.distribution());
    }

    /** Where the true difference is the margin, equivalence is found at most as often as the level says. */
    @Test
    void atTheMarginFiveOfAHundredAreCalledEquivalent() {
        Random random = new Random(1);
        int repeats = 4000;
        long found = IntStream.range(0, repeats)
                .filter(i -> TEST.test(normals(random, 0.5), new double[30]).pValue() <= 0.05)
                .count();
        double error = Math.sqrt(0.05 * 0.95 / repeats);
        assertThat(found / (double) repeats).isCloseTo(0.05, within(4.5 * error));
    }

    @Test
    void anOutcomeSaysWhatItIs() {
        EquivalenceResult result = TEST.test(new double[] {0.1, 0.3, 0.2}, new double[3]);
        assertThat(result).hasToString("mean difference +0.2000, 90 % [0.03141, 0.3686], margin 0.5000, p = 0.0175");
    }

    @Test
    void exchangedSystemsAreAsEquivalent() {
        double[] values = normals(new Random(2), 0.1);
        EquivalenceResult result = TEST.test(values, new double[30]);
        EquivalenceResult exchanged = TEST.test(new double[30], values);
        assertThat(exchanged.pValueLower()).isCloseTo(result.pValueUpper(), Close.relative());
        assertThat(exchanged.pValue()).isCloseTo(result.pValue(), Close.relative());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMarginThatIsNone(double margin) {
        assertThatThrownBy(() -> EquivalenceTest.withMargin(margin))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("margin");
    }

    @Test
    void refusesSamplesWithoutAnAnswer() {
        assertThatThrownBy(() -> TEST.test(new double[] {1}, new double[] {2})).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> TEST.test(new double[3], new double[2])).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> TEST.test(new double[] {1, Double.NaN}, new double[2]))
                .isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> TEST.test(new double[] {1, 1}, new double[] {0, 0}))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("exactly 1.0");
        assertThatThrownBy(() -> TEST.test(new double[] {1e300, -1e300}, new double[2]))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("overflows");
    }

    private static double[] normals(Random random, double mean) {
        return Arrays.stream(new double[30])
                .map(unused -> mean + random.nextGaussian())
                .toArray();
    }
}

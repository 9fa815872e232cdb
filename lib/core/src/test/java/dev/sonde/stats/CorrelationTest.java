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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorrelationTest {
    static List<JsonNode> correlations() {
        return Fixtures.rows("statistics/correlation.json");
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void agreesWithTheReference(JsonNode row) {
        double[] x = Fixtures.numbers(row.get("x"));
        double[] y = Fixtures.numbers(row.get("y"));
        if (Double.isNaN(Fixtures.number(row.get("pearson")))) {
            assertRefused(() -> Correlation.pearson(x, y), "undefined");
            return;
        }
        assertAgrees(Correlation.pearson(x, y), row, "pearson");
        assertAgrees(Correlation.spearman(x, y), row, "spearman");
    }

    private static void assertAgrees(CorrelationResult result, JsonNode row, String name) {
        double coefficient = Fixtures.number(row.get(name));
        assertThat(result.coefficient()).as(name).isCloseTo(coefficient, Close.to(coefficient));
        assertThat(result.pValue())
                .as("p of %s", name)
                .isCloseTo(Fixtures.number(row.get(name + "_p")), Close.distribution());
        assertThat(result.n()).isEqualTo(row.get("x").size());
    }

    @Test
    void aStraightLineIsOneAndItsMirrorMinusOne() {
        double[] x = {1, 2, 3, 5, 8};
        double[] up = Arrays.stream(x).map(value -> 3 * value - 7).toArray();
        double[] down = Arrays.stream(x).map(value -> -value).toArray();
        assertThat(Correlation.pearson(x, up).coefficient()).isCloseTo(1, within(1e-12));
        assertThat(Correlation.pearson(x, down).coefficient()).isCloseTo(-1, within(1e-12));
        assertThat(Correlation.spearman(x, up)).isEqualTo(new CorrelationResult(1, 0, 5));
    }

    @Test
    void pearsonForgetsShiftAndScale() {
        Random random = new Random(7);
        double[] x = random.doubles(50).toArray();
        double[] y = random.doubles(50).toArray();
        double[] moved = Arrays.stream(x).map(value -> 1000 + 0.01 * value).toArray();
        assertThat(Correlation.pearson(moved, y).coefficient())
                .isCloseTo(Correlation.pearson(x, y).coefficient(), within(1e-8));
    }

    @Test
    void spearmanIsPearsonOfTheRanks() {
        double[] x = {0.3, Double.NEGATIVE_INFINITY, 7, 0.3};
        double[] ranks = {2.5, 1, 4, 2.5};
        double[] y = {1, 2, 4, 3};
        assertThat(Correlation.spearman(x, y).coefficient())
                .isCloseTo(Correlation.pearson(ranks, y).coefficient(), within(1e-12));
    }

    @Test
    void refusesValuesWithoutACorrelation() {
        double[] good = {1, 2, 3};
        assertRefused(() -> Correlation.pearson(new double[0], new double[0]), "at least 3");
        assertRefused(() -> Correlation.spearman(new double[] {1, 2}, new double[] {1, 2}), "at least 3");
        assertRefused(() -> Correlation.spearman(good, new double[] {1, 2}), "unequal lengths");
        assertRefused(() -> Correlation.pearson(good, new double[] {1, 2, Double.NaN}), "Value 2 of y");
        assertRefused(() -> Correlation.pearson(new double[] {5, 5, 5}, good), "All values of x equal 5.0");
        assertRefused(() -> Correlation.pearson(good, new double[] {1, 2, 1 / 0.0}), "Infinity");
        assertRefused(() -> Correlation.pearson(new double[] {1e300, -1e300, 0}, good), "overflows");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SondeException.class).hasMessageContaining(message);
    }
}

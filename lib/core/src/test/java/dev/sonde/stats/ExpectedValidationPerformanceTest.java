package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedValidationPerformanceTest {
    private static final double[] SCORES = {0.7, 0.4, 0.6, 0.4, 0.9};

    static List<JsonNode> cases() {
        return Fixtures.rows("statistics/expected_validation.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReference(JsonNode search) {
        ExpectedValidationPerformance performance =
                ExpectedValidationPerformance.of(Fixtures.numbers(search.get("scores")));
        for (JsonNode row : search.get("rows")) {
            ExpectedBest best = performance.at(row.get("k").intValue());
            double value = Fixtures.number(row.get("expected_maximum"));
            double variance = Fixtures.number(row.get("variance"));
            assertThat(best.value()).isCloseTo(value, Close.to(value));
            assertThat(best.variance()).isCloseTo(variance, within(1e-10 * variance + 1e-14));
        }
    }

    @Test
    void oneTrialIsWorthTheMean() {
        ExpectedBest one = ExpectedValidationPerformance.of(SCORES).at(1);
        assertThat(one.value()).isCloseTo(0.6, Close.relative());
        assertThat(one.variance()).isCloseTo(0.036, Close.relative());
        assertThat(one).hasToString("best of 1: 0.6000 (sd 0.1897)");
    }

    /** All 25 pairs, written out. */
    @Test
    void twoTrialsAreWorthTheMeanOverAllPairs() {
        double sum = 0;
        double squares = 0;
        for (double first : SCORES) {
            for (double second : SCORES) {
                sum += Math.max(first, second) / 25;
                squares += Math.pow(Math.max(first, second), 2) / 25;
            }
        }
        ExpectedBest two = ExpectedValidationPerformance.of(SCORES).at(2);
        assertThat(two.value()).isCloseTo(sum, Close.relative());
        assertThat(two.variance()).isCloseTo(squares - sum * sum, Close.to(squares));
    }

    @Test
    void moreTrialsAreNeverWorthLessAndNeverMoreThanTheBest() {
        double[] scores = new Random(1).doubles(30).toArray();
        ExpectedValidationPerformance performance = ExpectedValidationPerformance.of(scores);
        List<ExpectedBest> curve = performance.curve();
        assertThat(curve).hasSize(30).isSortedAccordingTo((a, b) -> Double.compare(a.value(), b.value()));
        double best = Arrays.stream(scores).max().orElseThrow();
        assertThat(curve).allMatch(point -> point.value() <= best && point.variance() >= 0);
        assertThat(performance.at(100_000).value()).isCloseTo(best, Close.relative());
    }

    @Test
    void drawingTrialsGivesTheSame() {
        Random random = new Random(2);
        double sum = 0;
        int repeats = 100_000;
        for (int i = 0; i < repeats; i++) {
            sum += random.ints(3, 0, SCORES.length)
                    .mapToDouble(t -> SCORES[t])
                    .max()
                    .orElseThrow();
        }
        ExpectedBest three = ExpectedValidationPerformance.of(SCORES).at(3);
        assertThat(sum / repeats).isCloseTo(three.value(), within(4 * three.standardDeviation() / Math.sqrt(repeats)));
    }

    @Test
    void rendersOneRowPerNumberOfTrials() {
        ExpectedValidationPerformance performance = ExpectedValidationPerformance.of(SCORES);
        assertThat(performance.toString()).contains("Expected best", "0.6000", "drawn from 5");
        assertThat(performance.render().forms().get(MimeBundle.HTML).toString()).contains("<table", "0.6000");
    }

    @Test
    void refusesScoresThatCannotBeCompared() {
        assertThatThrownBy(() -> ExpectedValidationPerformance.of(new double[0]))
                .isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> ExpectedValidationPerformance.of(new double[] {1, Double.NaN}))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("at 1");
        assertThatThrownBy(() -> ExpectedValidationPerformance.of(SCORES).at(0)).isInstanceOf(SondeException.class);
    }
}

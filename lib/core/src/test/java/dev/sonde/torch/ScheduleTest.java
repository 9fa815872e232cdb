package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    static Stream<JsonNode> cases() {
        return Fixtures.rows(Fixtures.json("training/training.json").get("cases")).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ratesAreThoseOfTransformers(JsonNode node) {
        double[] rates = Fixtures.numbers(node.get("learning_rates"));
        double peak = Fixtures.number(node.get("lr"));
        Schedule schedule = node.get("warmup_steps").isNull()
                ? new Schedule.Constant(peak)
                : new Schedule.Linear(peak, node.get("warmup_steps").asLong(), rates.length);
        for (int step = 0; step < rates.length; step++) {
            assertThat(schedule.rate(step)).as("step " + step).isEqualTo(rates[step]);
        }
    }

    @Test
    void cosineFallsFromThePeakOverHalfOfItToZero() {
        Schedule schedule = new Schedule.Cosine(2e-3, 10, 110);
        assertThat(schedule.rate(0)).isZero();
        assertThat(schedule.rate(5)).isEqualTo(1e-3);
        assertThat(schedule.rate(10)).isEqualTo(2e-3);
        assertThat(schedule.rate(60)).isCloseTo(1e-3, within(1e-18));
        assertThat(schedule.rate(85)).isCloseTo(1e-3 * (1 - Math.sqrt(0.5)), within(1e-15));
        assertThat(schedule.rate(110)).isZero();
    }

    @Test
    void afterTheLastStepTheRateStaysZero() {
        assertThat(new Schedule.Linear(1e-3, 0, 10).rate(11)).isZero();
    }

    @Test
    void aTrainingWithoutWarmUpStartsAtThePeak() {
        assertThat(new Schedule.Linear(1e-3, 0, 10).rate(0)).isEqualTo(1e-3);
        assertThat(new Schedule.Cosine(1e-3, 0, 10).rate(0)).isEqualTo(1e-3);
    }

    @Test
    void impossibleSchedulesAreErrors() {
        assertThatThrownBy(() -> new Schedule.Linear(1e-3, 11, 10)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> new Schedule.Cosine(-1, 0, 10)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> new Schedule.Constant(Double.NaN)).isInstanceOf(SondeException.class);
    }
}

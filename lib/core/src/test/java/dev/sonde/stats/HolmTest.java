package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {
    static List<JsonNode> families() {
        return Fixtures.rows(Fixtures.json("statistics/tests.json").get("holm"));
    }

    @ParameterizedTest
    @MethodSource("families")
    void agreesWithTheReference(JsonNode family) {
        double[] adjusted = Holm.adjust(Fixtures.numbers(family.get("p")));
        assertThat(adjusted).containsExactly(Fixtures.numbers(family.get("adjusted")), within(1e-12));
        for (int i = 0; i < adjusted.length; i++) {
            assertThat(adjusted[i] <= 0.05)
                    .isEqualTo(family.get("rejected_at_5_percent").get(i).booleanValue());
        }
    }

    @Test
    void noHypothesesNeedNoCorrection() {
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }

    @Test
    void equalValuesStayEqual() {
        assertThat(Holm.adjust(new double[] {0.02, 0.02, 0.02}))
                .containsExactly(new double[] {0.06, 0.06, 0.06}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesWhatIsNoProbability(double p) {
        assertThatThrownBy(() -> Holm.adjust(new double[] {0.5, p}))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("at 1");
    }
}

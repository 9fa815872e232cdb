package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class McNemarTestTest {
    private static final McNemarTest MCNEMAR = McNemarTest.withDefaults();

    static List<JsonNode> cases() {
        return Fixtures.rows(Fixtures.json("statistics/tests.json").get("mcnemar"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReferenceInBothDirections(JsonNode row) {
        long first = row.get("only_first_right").longValue();
        long second = row.get("only_second_right").longValue();
        double expected = Fixtures.number(row.get("p_exact"));
        assertThat(MCNEMAR.test(first, second).pValue()).isCloseTo(expected, Close.relative());
        assertThat(MCNEMAR.test(second, first).pValue()).isCloseTo(expected, Close.relative());
    }

    @Test
    void withoutDiscordantExamplesNothingIsFound() {
        assertThat(MCNEMAR.test(0, 0).pValue()).isEqualTo(1);
    }

    @Test
    void sixToNoneIsTwoToTheMinusFifth() {
        McNemarResult result = MCNEMAR.test(6, 0);
        assertThat(result.pValue()).isCloseTo(1.0 / 32, Close.relative());
        assertThat(result.discordant()).isEqualTo(6);
        assertThat(result).hasToString("6 only first, 0 only second, p = 0.0313");
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "3, -1", "2147483647, 1", "4000000000, 1"})
    void refusesCountsThatCannotBe(long first, long second) {
        assertThatThrownBy(() -> MCNEMAR.test(first, second)).isInstanceOf(SondeException.class);
    }
}

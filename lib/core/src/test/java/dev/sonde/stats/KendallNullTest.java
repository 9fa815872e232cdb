package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KendallNullTest {
    static List<JsonNode> distributions() {
        return Fixtures.rows("statistics/kendall_null.json");
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void countsAndTailsAgreeWithTheReference(JsonNode distribution) {
        KendallNull kendall = KendallNull.of(distribution.get("n").intValue());
        assertThat(kendall.orders())
                .isEqualTo(new BigInteger(distribution.get("permutations").asText()));
        for (JsonNode row : distribution.get("rows")) {
            int inversions = row.get("inversions").intValue();
            long s = row.get("S").longValue();
            assertThat(kendall.count(inversions))
                    .isEqualTo(new BigInteger(row.get("count").asText()));
            assertThat(kendall.pairs() - 2L * inversions).isEqualTo(s);
            assertThat((double) s / kendall.pairs()).isCloseTo(Fixtures.number(row.get("tau")), Close.relative());
            assertThat(kendall.pTwoSided(s)).isCloseTo(Fixtures.number(row.get("p_two_sided")), Close.relative());
            assertThat(kendall.pTwoSided(-s)).isEqualTo(kendall.pTwoSided(s));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 30, 60})
    void countsAreSymmetricAndSumToFactorial(int n) {
        KendallNull kendall = KendallNull.of(n);
        BigInteger factorial = BigInteger.ONE;
        for (int i = 2; i <= n; i++) {
            factorial = factorial.multiply(BigInteger.valueOf(i));
        }
        assertThat(kendall.orders()).isEqualTo(factorial);
        for (int k = 0; k <= kendall.pairs(); k++) {
            assertThat(kendall.count(k)).isEqualTo(kendall.count(kendall.pairs() - k));
        }
    }

    @Test
    void tailsBeginAtOneAndEndBeyondThePairs() {
        KendallNull kendall = KendallNull.of(6);
        assertThat(kendall.pTwoSided(0)).isEqualTo(1);
        assertThat(kendall.pTwoSided(15)).isCloseTo(2.0 / 720, Close.relative());
        assertThat(kendall.pTwoSided(16)).isZero();
        assertThat(kendall.pTwoSided(Long.MAX_VALUE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, KendallNull.LARGEST_N + 1})
    void refusesAnNOutOfReach(int n) {
        assertThatThrownBy(() -> KendallNull.of(n))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(Integer.toString(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void refusesInversionsThatCannotBe(int inversions) {
        assertThatThrownBy(() -> KendallNull.of(3).count(inversions)).isInstanceOf(SondeException.class);
    }
}

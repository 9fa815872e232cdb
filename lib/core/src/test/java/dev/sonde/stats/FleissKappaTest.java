package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FleissKappaTest {
    static List<JsonNode> tables() {
        return Fixtures.rows("statistics/fleiss.json");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void agreesWithTheReference(JsonNode table) {
        int[][] counts = Fixtures.rows(table.get("counts")).stream()
                .map(Fixtures::integers)
                .toArray(int[][]::new);
        double expected = Fixtures.number(table.get("kappa"));
        if (Double.isNaN(expected)) {
            assertRefused(() -> FleissKappa.of(counts), "undefined");
            return;
        }
        FleissKappa kappa = FleissKappa.of(counts);
        assertThat(kappa.kappa()).isCloseTo(expected, Close.to(expected));
        assertThat(kappa.raters()).isEqualTo(table.get("raters").intValue());
        assertThat(kappa.items()).isEqualTo(counts.length);
        assertThat(FleissKappa.ofUnequal(counts)).isEqualTo(kappa);
        assertThat(FleissKappa.observedAgreementFor(kappa.kappa(), kappa.chanceAgreement()))
                .isCloseTo(kappa.observedAgreement(), Close.relative());
        assertThat(kappa.kappa()).isGreaterThanOrEqualTo(FleissKappa.lowestKappa(kappa.raters()) - 1e-12);
        assertThat(kappa.observedAgreement())
                .isGreaterThanOrEqualTo(FleissKappa.lowestAgreement(kappa.raters(), counts[0].length) - 1e-12);
    }

    @Test
    void perfectAgreementIsOne() {
        FleissKappa kappa = FleissKappa.of(new int[][] {{3, 0, 0}, {0, 3, 0}, {0, 0, 3}, {3, 0, 0}});
        assertThat(kappa.kappa()).isEqualTo(1);
        assertThat(kappa.observedAgreement()).isEqualTo(1);
    }

    @Test
    void theExampleOfTwoItemsByHand() {
        // P = (1/3 + 1) / 2 = 2/3; p = (1/3, 2/3), Pe = 5/9; kappa = (2/3 - 5/9) / (4/9) = 1/4
        FleissKappa kappa = FleissKappa.of(new int[][] {{2, 1}, {0, 3}});
        assertThat(kappa.observedAgreement()).isCloseTo(2.0 / 3, Close.relative());
        assertThat(kappa.chanceAgreement()).isCloseTo(5.0 / 9, Close.relative());
        assertThat(kappa.kappa()).isCloseTo(0.25, Close.relative());
    }

    @Test
    void unequalRatersByHand() {
        // P = (1 + 1/3 + 0) / 3 = 4/9; p = (4/7, 3/7), Pe = 25/49; kappa = (4/9 - 25/49) / (24/49) = -29/216
        FleissKappa kappa = FleissKappa.ofUnequal(new int[][] {{2, 0}, {1, 2}, {1, 1}});
        assertThat(kappa.kappa()).isCloseTo(-29.0 / 216, Close.relative());
        assertThat(kappa.raters()).isEqualTo(3);
    }

    @Test
    void answeringAtRandomGivesAboutZero() {
        Random random = new Random(1);
        int[][] counts = new int[20_000][2];
        for (int[] row : counts) {
            for (int rater = 0; rater < 5; rater++) {
                row[random.nextInt(10) < 3 ? 0 : 1]++;
            }
        }
        assertThat(FleissKappa.of(counts).kappa()).isCloseTo(0, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "5, 2, 3", "5, 1, 4", "7, 3, 4"})
    void itemsSplitAlikeReachTheLowestKappa(int raters, int first, int second) {
        FleissKappa kappa = FleissKappa.of(new int[][] {{first, second}, {first, second}});
        assertThat(kappa.kappa()).isCloseTo(FleissKappa.lowestKappa(raters), Close.relative());
    }

    @Test
    void evenSplitsReachTheLowestAgreement() {
        assertThat(FleissKappa.of(new int[][] {{2, 3}, {3, 2}}).observedAgreement())
                .isCloseTo(FleissKappa.lowestAgreement(5, 2), Close.relative());
        assertThat(FleissKappa.lowestAgreement(5, 2)).isCloseTo(0.4, Close.relative());
        assertThat(FleissKappa.lowestAgreement(3, 4)).isZero();
    }

    @Test
    void printsItsParts() {
        assertThat(FleissKappa.of(new int[][] {{2, 1}, {0, 3}}))
                .hasToString("kappa = 0.2500 (agreement 0.6667, by chance 0.5556), 2 items, 3 raters");
    }

    @Test
    void refusesUnequalRatersNamingTheRow() {
        assertRefused(() -> FleissKappa.of(new int[][] {{2, 3}, {5, 0}, {2, 2}}), "Row 2", "4 raters", "row 0 has 5");
    }

    @Test
    void refusesTablesWithoutAKappa() {
        assertRefused(() -> FleissKappa.of(new int[0][]), "no rated items");
        assertRefused(() -> FleissKappa.of(new int[][] {{2, 3}, {5}}), "Row 1", "1 categories");
        assertRefused(() -> FleissKappa.of(new int[][] {{2, 3}, {6, -1}}), "Row 1", "-1");
        assertRefused(() -> FleissKappa.of(new int[][] {{1, 0}, {0, 1}}), "Row 0", "two raters");
        assertRefused(() -> FleissKappa.ofUnequal(new int[][] {{1, 1}, {0, 1}}), "Row 1", "two raters");
        assertRefused(() -> FleissKappa.of(new int[][] {{3, 0}, {3, 0}}), "one category");
        assertRefused(() -> FleissKappa.of(new int[][] {{}, {}}), "Row 0");
        assertRefused(() -> FleissKappa.of(new int[][] {{Integer.MAX_VALUE, Integer.MAX_VALUE}}), "Row 0");
    }

    @Test
    void refusesNumbersThatAreNoShare() {
        assertRefused(() -> FleissKappa.observedAgreementFor(80.98, 0.5), "80.98");
        assertRefused(() -> FleissKappa.observedAgreementFor(Double.NaN, 0.5), "NaN");
        assertRefused(() -> FleissKappa.observedAgreementFor(0.8, 1), "1.0");
        assertRefused(() -> FleissKappa.lowestKappa(1), "two raters");
        assertRefused(() -> FleissKappa.lowestAgreement(5, 1), "two categories");
    }

    private static void assertRefused(ThrowingCallable call, String... messages) {
        assertThatThrownBy(call).isInstanceOf(SondeException.class).hasMessageContainingAll(messages);
    }
}

package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportancesTest {
    private static final SearchSpace SPACE = SearchSpace.of(
            Parameter.logUniform("lr", 1e-5, 5e-4),
            Parameter.choice("epochs", 3, 5, 10),
            Parameter.choice("schedule", "linear", "cosine", "constant"));

    /** {@code scipy.stats.kruskal} of scipy 1.17.1. */
    @Test
    void theTestIsKruskalAndWallisWithTies() {
        double[] groups = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2};
        double[] scores = {0.71, 0.72, 0.74, 0.74, 0.74, 0.78, 0.79, 0.60, 0.61, 0.71, 0.65, 0.66};
        Importance importance = Importance.of("group", groups, scores, false, 4);
        assertThat(importance.pValue()).isCloseTo(0.011112785839767722, within(1e-12));
        assertThat(importance.share()).isCloseTo(0.7777019902464731, within(1e-12));
        assertThat(importance.trend()).isEmpty();
        assertThat(importance.groups()).isEqualTo(3);
    }

    /** The same, with two groups by rank, and {@code scipy.stats.spearmanr}. */
    @Test
    void numbersAreGroupedByRank() {
        double[] rates = {1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 3e-4, 4e-4, 5e-4};
        double[] scores = {.50, .55, .60, .66, .70, .69, .64, .52};
        Importance importance = Importance.of("lr", rates, scores, true, 4);
        assertThat(importance.groups()).isEqualTo(2);
        assertThat(importance.pValue()).isCloseTo(0.2482130789899204, within(1e-12));
        assertThat(importance.share()).isCloseTo(0.05555555555555536, within(1e-12));
        assertThat(importance.trend().getAsDouble()).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void theParameterThatDecidesComesFirstAndIdleOnesHaveNoShare() {
        Search search = Search.in(SPACE).with(RandomSampler.seeded(1));
        search.run(60, point -> point.text("schedule").equals("cosine") ? 1 + point.number("lr") : point.number("lr"));
        Importances importances = search.importances();
        assertThat(importances.parameters())
                .extracting(Importance::parameter)
                .first()
                .isEqualTo("schedule");
        assertThat(importances.parameters().get(0).share()).isGreaterThan(0.5);
        assertThat(importances.parameters().get(2).parameter()).isEqualTo("epochs");
        assertThat(importances.toString()).contains("schedule", "60 trials");
    }

    /** Under the hypothesis a p-value is below 0.05 one time in twenty: 20 of 400, give or take 3.3 times 4.4. */
    @Test
    void pValuesOfAnIdleParameterAreUniform() {
        long rejected = IntStream.range(0, 400)
                .filter(seed -> {
                    Search search = Search.in(SPACE).with(RandomSampler.seeded(seed));
                    search.run(40, point -> Sampler.random(seed, Double.hashCode(point.number("lr")))
                            .nextDouble());
                    return search.importances().parameters().stream()
                                    .filter(one -> one.parameter().equals("epochs"))
                                    .findFirst()
                                    .orElseThrow()
                                    .pValue()
                            < 0.05;
                })
                .count();
        assertThat(rejected).isBetween(6L, 35L);
    }

    @Test
    void equalScoresGiveNoShare() {
        Importances importances = Search.in(SPACE)
                .with(RandomSampler.seeded(1))
                .run(10, point -> 0.5)
                .importances();
        assertThat(importances.parameters()).allMatch(one -> one.share() == 0 && one.pValue() == 1);
    }

    @Test
    void fewTrialsAreRefused() {
        Search search = Search.in(SPACE).with(RandomSampler.seeded(1)).run(5, point -> point.number("lr"));
        assertThatThrownBy(search::importances)
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("found 5");
    }
}

package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {
    private static final SearchSpace SPACE = SearchSpace.of(
            Parameter.logUniform("lr", 1e-5, 5e-4),
            Parameter.uniform("x", -2, 3),
            Parameter.quantised("q", 1, 20, 2),
            Parameter.choice("schedule", "linear", "cosine"));

    static Stream<Sampler> samplers() {
        return Stream.of(
                RandomSampler.seeded(1),
                GridSampler.of(3),
                TpeSampler.hyperopt().withStartup(0),
                TpeSampler.hyperopt(),
                TpeSampler.optuna(),
                TpeSampler.optuna().withEstimator(ParzenEstimator.OPTUNA));
    }

    static Stream<TpeSampler> tpes() {
        return samplers().filter(TpeSampler.class::isInstance).map(TpeSampler.class::cast);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void pointsLieInTheSpaceAndFollowFromNumberAndHistoryAlone(Sampler sampler) {
        for (int n : new int[] {0, 1, 9, 40}) {
            History history = history(n);
            Assignment point = sampler.suggest(SPACE, n, history);
            assertThat(SPACE.require(point)).isEqualTo(point);
            sampler.suggest(SPACE, n + 1, history);
            assertThat(sampler.suggest(SPACE, n, history)).isEqualTo(point);
        }
    }

    @ParameterizedTest
    @MethodSource("tpes")
    void theSeedDecides(TpeSampler tpe) {
        History history = history(30);
        assertThat(IntStream.range(0, 20)
                        .mapToObj(seed -> tpe.withSeed(seed).suggest(SPACE, 30, history))
                        .distinct())
                .hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("tpes")
    void descriptionsNameEveryOption(TpeSampler tpe) {
        List<TpeSampler> all = List.of(
                tpe,
                tpe.withSeed(99),
                tpe.withStartup(7),
                tpe.withCandidates(7),
                tpe.withGamma(Gamma.linear(0.2)),
                tpe.withGamma(Gamma.squareRoot(0.2)),
                tpe.withForgetting(7),
                tpe.withPriorWeight(0.5));
        assertThat(all.stream().map(Sampler::describe)).doesNotHaveDuplicates();
    }

    @Test
    void untilThereAreEnoughScoresTpeIsRandom() {
        TpeSampler tpe = TpeSampler.hyperopt().withSeed(1);
        Assignment random = RandomSampler.seeded(1).suggest(SPACE, 30, history(0));
        assertThat(tpe.suggest(SPACE, 30, history(19))).isEqualTo(random);
        assertThat(tpe.suggest(SPACE, 30, history(20))).isNotEqualTo(random);
        List<Trial> running = new ArrayList<>(history(19).trials());
        running.add(Trial.running(19, random));
        assertThat(tpe.suggest(SPACE, 30, new History(Goal.MINIMISE, running))).isEqualTo(random);
    }

    @ParameterizedTest
    @MethodSource("tpes")
    void tpeKeepsAwayFromWhatFailed(TpeSampler tpe) {
        SearchSpace line = SearchSpace.of(Parameter.uniform("x", 0, 1));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double x = (i + 0.5) / 40;
            Trial trial = Trial.running(i, line.assign(p -> Value.of(x)));
            trials.add(x < 0.5 ? trial.failed("diverged") : trial.complete(1 - x, List.of()));
        }
        double mean = IntStream.range(0, 30)
                .mapToDouble(seed -> tpe.withSeed(seed)
                        .suggest(line, 40, new History(Goal.MINIMISE, trials))
                        .number("x"))
                .average()
                .getAsDouble();
        assertThat(mean).isGreaterThan(0.8);
    }

    @Test
    void theGridHasEveryCombinationOnce() {
        GridSampler grid = GridSampler.of(3);
        int size = grid.size(SPACE).getAsInt();
        assertThat(size).isEqualTo(3 * 3 * 10 * 2);
        List<Assignment> points = IntStream.range(0, size)
                .mapToObj(i -> grid.suggest(SPACE, i, history(0)))
                .toList();
        assertThat(points).doesNotHaveDuplicates();
        assertThat(points.get(0).toString()).isEqualTo("lr = 0.00001, x = -2, q = 2, schedule = linear");
        assertThat(points.get(1).text("schedule")).isEqualTo("cosine");
        assertThat(points.get(size - 1).toString()).isEqualTo("lr = 0.0005, x = 3, q = 20, schedule = cosine");
    }

    @Test
    void gammaIsThatOfTheLibraries() {
        Gamma hyperopt = Gamma.squareRoot(0.25);
        Gamma optuna = Gamma.linear(0.1);
        assertThat(IntStream.of(0, 1, 16, 17, 64, 100_000).map(hyperopt::of)).containsExactly(0, 1, 1, 2, 2, 25);
        assertThat(IntStream.of(0, 1, 10, 11, 100, 1000).map(optuna::of)).containsExactly(0, 1, 1, 2, 10, 25);
    }

    @Test
    void impossibleOptionsAreRefused() {
        TpeSampler tpe = TpeSampler.hyperopt();
        assertThatThrownBy(() -> tpe.withCandidates(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> tpe.withStartup(-1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> tpe.withForgetting(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> tpe.withPriorWeight(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> Gamma.linear(0)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> GridSampler.of(1)).isInstanceOf(SondeException.class);
    }

    static History history(int trials) {
        List<Trial> all = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            Assignment point = SPACE.draw(Sampler.random(5, i));
            all.add(Trial.running(i, point).complete(Math.abs(point.number("x") - 1), List.of()));
        }
        return new History(Goal.MINIMISE, all);
    }
}

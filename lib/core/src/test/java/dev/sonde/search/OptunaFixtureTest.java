package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The estimator and whole steps against values of Optuna 5.0.0. */
class OptunaFixtureTest {
    private static final int FORGETTING = TpeSampler.optuna().forgetting();
    private static final double LOG_TOLERANCE = 1e-7;

    @TestFactory
    Stream<DynamicTest> kernelsAndDensitiesAreOptunas() {
        List<JsonNode> rows = Fixtures.rows("tpe/optuna_parzen.json");
        assertThat(rows).isNotEmpty();
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get("kind").asText() + ", "
                                + row.get("observations").size() + " observations",
                        () -> assertEstimator(row)));
    }

    private static void assertEstimator(JsonNode row) {
        Parameter parameter = parameter(row);
        OptunaDensity density =
                OptunaDensity.fit(List.of(parameter), points(parameter, row.get("observations")), 1, FORGETTING);
        assertClose(density.weights(), Fixtures.numbers(row.get("weights")));
        if (density.parameters().get(0) instanceof Kernels.Normals normals) {
            assertClose(normals.means(), Fixtures.numbers(row.get("mus")));
            density = withOrderOfTies(density, normals, Fixtures.numbers(row.get("sigmas")));
        } else if (density.parameters().get(0) instanceof Kernels.Counts counts) {
            List<JsonNode> kernels = Fixtures.rows(row.get("kernel_probabilities"));
            for (int k = 0; k < kernels.size(); k++) {
                assertClose(counts.probabilities()[k], Fixtures.numbers(kernels.get(k)));
            }
        }
        double[] expected = Fixtures.numbers(row.get("log_density"));
        List<double[]> at = points(parameter, row.get("at"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(density.logAt(at.get(i))).isCloseTo(expected[i], within(LOG_TOLERANCE));
        }
    }

    /**
     * Among equal observations numpy's sort may give the wide kernel to another one than a stable sort does. Which one is
     * open; that there are as many of each width is not.
     */
    private static OptunaDensity withOrderOfTies(OptunaDensity density, Kernels.Normals normals, double[] deviations) {
        assertClose(sortedPairs(normals.means(), normals.deviations()), sortedPairs(normals.means(), deviations));
        return new OptunaDensity(
                density.weights(),
                List.of(Kernels.Normals.of(
                        normals.means(), deviations, normals.low(), normals.high(), normals.step())));
    }

    private static double[] sortedPairs(double[] means, double[] deviations) {
        return IntStream.range(0, means.length)
                .mapToObj(k -> new double[] {means[k], deviations[k]})
                .sorted(Comparator.<double[]>comparingDouble(pair -> pair[0]).thenComparingDouble(pair -> pair[1]))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @TestFactory
    Stream<DynamicTest> wholeStepsAreOptunas() {
        JsonNode file = Fixtures.json("tpe/optuna_steps.json");
        SearchSpace space = space(file.get("space"));
        Map<String, Gamma> gammas = Map.of("default", Gamma.linear(0.1), "hyperopt", Gamma.squareRoot(0.25));
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode step : Fixtures.rows(file.get("steps"))) {
            gammas.forEach((name, gamma) -> tests.add(DynamicTest.dynamicTest(
                    step.get("losses").size() + " trials, gamma " + name,
                    () -> assertStep(space, step, step.get("gammas").get(name), gamma))));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void assertStep(SearchSpace space, JsonNode step, JsonNode expected, Gamma gamma) {
        History history = history(space, step);
        TrialSplit split = TrialSplit.of(history, gamma);
        assertThat(split.below()).hasSize(expected.get("n_below").intValue());
        assertThat(numbers(split.below())).containsExactly(Fixtures.integers(expected.get("below")));
        assertThat(numbers(split.above())).containsExactly(Fixtures.integers(expected.get("above")));
        List<double[]> candidates = candidates(space, step.get("candidates"));
        assertDensities(
                space.parameters(),
                split,
                candidates,
                expected.get("joint_log_below"),
                expected.get("joint_log_above"),
                expected.get("joint_best"));
        for (int p = 0; p < space.parameters().size(); p++) {
            int column = p;
            Parameter parameter = space.parameters().get(p);
            JsonNode alone = expected.get("independent").get(parameter.name());
            assertDensities(
                    List.of(parameter),
                    split,
                    candidates.stream().map(c -> new double[] {c[column]}).toList(),
                    alone.get("log_below"),
                    alone.get("log_above"),
                    alone.get("best"));
        }
    }

    private static void assertDensities(
            List<Parameter> group,
            TrialSplit split,
            List<double[]> candidates,
            JsonNode logBelow,
            JsonNode logAbove,
            JsonNode best) {
        Density below = OptunaDensity.fit(group, TpeSampler.points(group, split.below()), 1, FORGETTING);
        Density above = OptunaDensity.fit(group, TpeSampler.points(group, split.above()), 1, FORGETTING);
        for (int i = 0; i < candidates.size(); i++) {
            assertThat(below.logAt(candidates.get(i)))
                    .isCloseTo(Fixtures.number(logBelow.get(i)), within(LOG_TOLERANCE));
            assertThat(above.logAt(candidates.get(i)))
                    .isCloseTo(Fixtures.number(logAbove.get(i)), within(LOG_TOLERANCE));
        }
        // Candidates can tie but for rounding, such as options that were never seen.
        int found = TpeSampler.best(below, above, candidates);
        assertThat(gain(logBelow, logAbove, found))
                .as("candidate %d beside the file's %d", found, best.intValue())
                .isCloseTo(gain(logBelow, logAbove, best.intValue()), within(LOG_TOLERANCE));
    }

    private static double gain(JsonNode logBelow, JsonNode logAbove, int candidate) {
        return Fixtures.number(logBelow.get(candidate)) - Fixtures.number(logAbove.get(candidate));
    }

    private static History history(SearchSpace space, JsonNode step) {
        double[] losses = Fixtures.numbers(step.get("losses"));
        List<double[]> points = candidates(space, step.get("history"));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            double[] point = points.get(i);
            Assignment assignment =
                    space.assign(p -> p.at(point[space.parameters().indexOf(p)]));
            trials.add(Trial.running(i, assignment).complete(losses[i], List.of()));
        }
        return new History(Goal.MINIMISE, trials);
    }

    private static List<double[]> candidates(SearchSpace space, JsonNode columns) {
        int count = columns.get(space.parameters().get(0).name()).size();
        return IntStream.range(0, count)
                .mapToObj(i -> space.parameters().stream()
                        .mapToDouble(p -> position(
                                p, Fixtures.number(columns.get(p.name()).get(i))))
                        .toArray())
                .toList();
    }

    /** Choices are written as the index of the option, which is their position. */
    private static double position(Parameter parameter, double written) {
        return parameter instanceof Choice ? written : parameter.position(Value.of(written));
    }

    private static SearchSpace space(JsonNode json) {
        List<Parameter> parameters = new ArrayList<>();
        json.properties().forEach(field -> {
            double[] numbers = Fixtures.numbers(field.getValue());
            parameters.add(
                    field.getKey().equals("lr")
                            ? Parameter.logUniform("lr", numbers[0], numbers[1])
                            : Parameter.choice(field.getKey(), numbers));
        });
        return new SearchSpace(parameters);
    }

    private static Parameter parameter(JsonNode row) {
        if (row.get("kind").asText().equals("categorical")) {
            return Parameter.choice(
                    "c",
                    IntStream.range(0, row.get("choices").intValue())
                            .asDoubleStream()
                            .toArray());
        }
        double low = Fixtures.number(row.get("low"));
        double high = Fixtures.number(row.get("high"));
        return switch (row.get("kind").asText()) {
            case "uniform" -> Parameter.uniform("u", low, high);
            case "loguniform" -> Parameter.logUniform("l", low, high);
            case "int_step" -> Parameter.quantised("q", low, high, 2);
            default -> throw new AssertionError("unknown kind in " + row);
        };
    }

    private static List<double[]> points(Parameter parameter, JsonNode values) {
        return Fixtures.rows(values).stream()
                .map(v -> new double[] {position(parameter, Fixtures.number(v))})
                .toList();
    }

    private static int[] numbers(List<Trial> trials) {
        return trials.stream().mapToInt(Trial::number).toArray();
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-9 * Math.max(1e-300, Math.abs(expected[i]))));
        }
    }
}

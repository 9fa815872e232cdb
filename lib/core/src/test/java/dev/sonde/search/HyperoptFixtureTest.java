package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The estimator and whole steps against values of hyperopt 0.3.0. */
class HyperoptFixtureTest {
    private static final TpeSampler TPE = TpeSampler.hyperopt();
    private static final int FORGETTING = TPE.forgetting();
    private static final double LOG_TOLERANCE = 1e-7;

    private static final Map<String, Parameter> PARAMETERS = Map.of(
            "lr", Parameter.logUniform("lr", 1e-5, 5e-4),
            "x", Parameter.uniform("x", -2, 3),
            "q", Parameter.quantised("q", 1, 20, 2),
            "epochs", Parameter.choice("epochs", 0, 1, 2));

    @TestFactory
    Stream<DynamicTest> adaptiveParzenNormalIsHyperopts() {
        List<JsonNode> rows = Fixtures.rows("tpe/hyperopt_parzen.json");
        assertThat(rows).isNotEmpty();
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get("observations").size() + " observations", () -> assertMixture(row)));
    }

    private static void assertMixture(JsonNode row) {
        double low = Fixtures.number(row.get("low"));
        double high = Fixtures.number(row.get("high"));
        NormalMixture.Prior prior =
                new NormalMixture.Prior((low + high) / 2, high - low, Fixtures.number(row.get("prior_weight")));
        NormalMixture mixture = NormalMixture.fit(Fixtures.numbers(row.get("observations")), prior, FORGETTING);
        assertClose(mixture.weights(), row.get("weights"));
        assertClose(mixture.means(), row.get("mus"));
        assertClose(mixture.deviations(), row.get("sigmas"));
    }

    @TestFactory
    Stream<DynamicTest> densitiesAndChoiceOfAStepAreHyperopts() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode step : Fixtures.rows("tpe/hyperopt_steps.json")) {
            step.get("parameters")
                    .properties()
                    .forEach(field -> tests.add(DynamicTest.dynamicTest(
                            field.getKey() + " after " + step.get("losses").size() + " trials",
                            () -> assertStep(PARAMETERS.get(field.getKey()), field.getValue()))));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void assertStep(Parameter parameter, JsonNode step) {
        List<double[]> candidates = Arrays.stream(positions(parameter, step.get("candidates")))
                .mapToObj(x -> new double[] {x})
                .toList();
        double[] logBelow = Fixtures.numbers(step.get("log_below"));
        double[] logAbove = Fixtures.numbers(step.get("log_above"));
        TieOrders below = new TieOrders(parameter, positions(parameter, step.get("below")), FORGETTING);
        TieOrders above = new TieOrders(parameter, positions(parameter, step.get("above")), FORGETTING);
        for (int i = 0; i < logBelow.length; i++) {
            below.assertContains(candidates.get(i)[0], logBelow[i], LOG_TOLERANCE);
            above.assertContains(candidates.get(i)[0], logAbove[i], LOG_TOLERANCE);
        }
        if (below.isOne() && above.isOne()) {
            int best = TpeSampler.best(below.stable(), above.stable(), candidates);
            int expected = step.get("best").intValue();
            assertThat(logBelow[best] - logAbove[best])
                    .as("candidate %d beside the file's %d", best, expected)
                    .isCloseTo(logBelow[expected] - logAbove[expected], within(LOG_TOLERANCE));
        }
    }

    @TestFactory
    Stream<DynamicTest> trialsAreSplitAsHyperoptDoes() {
        return Fixtures.rows("tpe/hyperopt_steps.json").stream()
                .map(step -> DynamicTest.dynamicTest(step.get("losses").size() + " trials", () -> assertSplit(step)));
    }

    private static void assertSplit(JsonNode step) {
        double[] losses = Fixtures.numbers(step.get("losses"));
        JsonNode lr = step.get("parameters").get("lr");
        double[] history = Fixtures.numbers(lr.get("history"));
        List<Trial> trials = new ArrayList<>();
        SearchSpace space = SearchSpace.of(PARAMETERS.get("lr"));
        for (int i = 0; i < losses.length; i++) {
            double value = history[i];
            trials.add(Trial.running(i, space.assign(p -> Value.of(value))).complete(losses[i], List.of()));
        }
        TrialSplit split = TrialSplit.of(new History(Goal.MINIMISE, trials), TPE.gamma());
        assertThat(split.below()).hasSize(lr.get("below").size());
        assertThat(split.above()).hasSize(lr.get("above").size());
        if (!isTieAtTheCut(losses, split.below().size())) {
            assertThat(rates(split.below())).containsExactly(Fixtures.numbers(lr.get("below")));
            assertThat(rates(split.above())).containsExactly(Fixtures.numbers(lr.get("above")));
        }
    }

    /** numpy's argsort is not stable: between equal losses it may choose the later trial. */
    private static boolean isTieAtTheCut(double[] losses, int below) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        return sorted[below - 1] == sorted[below];
    }

    private static double[] rates(List<Trial> trials) {
        return trials.stream().mapToDouble(t -> t.assignment().number("lr")).toArray();
    }

    private static double[] positions(Parameter parameter, JsonNode values) {
        return Arrays.stream(Fixtures.numbers(values))
                .map(x -> parameter.position(Value.of(x)))
                .toArray();
    }

    private static void assertClose(double[] actual, JsonNode expected) {
        double[] numbers = Fixtures.numbers(expected);
        assertThat(actual).hasSize(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(actual[i]).isCloseTo(numbers[i], within(1e-9 * Math.max(1e-300, Math.abs(numbers[i]))));
        }
    }
}

package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.stats.Alternative;
import dev.sonde.stats.MannWhitneyTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The samplers find what hyperopt and Optuna find: the rule of the benchmark's README. */
class BenchmarkTest {
    private static final int SEEDS = 40;
    private static final double LEVEL = 0.01;
    private static final int[] CHECKPOINTS = {30, 60};
    private static final Set<String> BETTER_THAN_RANDOM = Set.of("hartmann6", "rosenbrock", "table4");

    private static final Map<String, TpeSampler> METHODS = Map.of(
            "hyperopt", TpeSampler.hyperopt(),
            "optuna_default", TpeSampler.optuna(),
            "optuna_independent", TpeSampler.optuna().withEstimator(ParzenEstimator.OPTUNA),
            "optuna_hyperopt_parameters",
                    TpeSampler.optuna()
                            .withEstimator(ParzenEstimator.OPTUNA)
                            .withStartup(20)
                            .withGamma(Gamma.squareRoot(0.25)));

    @TestFactory
    Stream<DynamicTest> searchesAsWellAsTheProgramItImitates() {
        List<Benchmark> functions = Benchmark.all();
        assertThat(functions).isNotEmpty();
        return functions.stream().flatMap(function -> METHODS.keySet().stream()
                .sorted()
                .map(method -> DynamicTest.dynamicTest(
                        function.name() + ", " + method, () -> assertAsGood(function, method))));
    }

    private static void assertAsGood(Benchmark function, String method) {
        List<List<Double>> runs = IntStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> function.search(METHODS.get(method).withSeed(seed), Benchmark.trials()))
                .toList();
        for (int trials : CHECKPOINTS) {
            double[] ours =
                    runs.stream().mapToDouble(run -> run.get(trials - 1)).toArray();
            double p = MannWhitneyTest.withDefaults()
                    .with(Alternative.GREATER)
                    .test(ours, function.reference(method, trials))
                    .pValue();
            assertThat(p).as("p that ours are worse after %d trials", trials).isGreaterThan(LEVEL);
            if (trials == Benchmark.trials() && BETTER_THAN_RANDOM.contains(function.name())) {
                assertThat(median(ours)).isLessThan(median(function.reference("random", trials)));
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

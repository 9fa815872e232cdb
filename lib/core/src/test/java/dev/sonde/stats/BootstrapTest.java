package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BootstrapTest {
    static List<JsonNode> cases() {
        return Fixtures.rows("statistics/bootstrap.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReferenceOnGivenSamples(JsonNode row) {
        BootstrapResult result = run(row);
        assertThat(result.estimate()).isCloseTo(number(row, "estimate"), Close.to(number(row, "estimate")));
        assertThat(result.standardError()).isCloseTo(number(row, "standard_error"), Close.relative());
        for (JsonNode interval : row.get("intervals")) {
            double confidence = number(interval, "confidence");
            assertInterval(result.percentile(confidence), interval.get("percentile"));
            if (interval.has("bca")) {
                assertBca(result, confidence, interval.get("bca"));
            }
        }
    }

    private static void assertBca(BootstrapResult result, double confidence, JsonNode bca) {
        assertThat(result.biasCorrection()).isCloseTo(number(bca, "z0"), Close.distribution());
        assertThat(result.acceleration()).isCloseTo(number(bca, "acceleration"), Close.to(number(bca, "acceleration")));
        assertThat(result.bcaLevels(confidence)).containsExactly(Fixtures.numbers(bca.get("levels")), within(1e-8));
        assertInterval(result.bca(confidence), bca.get("interval"));
    }

    private static void assertInterval(Interval interval, JsonNode expected) {
        double[] ends = Fixtures.numbers(expected);
        assertThat(interval.low()).isCloseTo(ends[0], Close.to(ends[0]));
        assertThat(interval.high()).isCloseTo(ends[1], Close.to(ends[1]));
    }

    private static BootstrapResult run(JsonNode row) {
        int[][] index =
                Fixtures.rows(row.get("index")).stream().map(Fixtures::integers).toArray(int[][]::new);
        Bootstrap bootstrap = Bootstrap.withDefaults().withIndex(index);
        if (row.has("image")) {
            return clustered(row, index);
        }
        return row.has("first")
                ? bootstrap.meanDifference(Fixtures.numbers(row.get("first")), Fixtures.numbers(row.get("second")))
                : bootstrap.mean(Fixtures.numbers(row.get("values")));
    }

    /** The index holds positions in "images"; clusters stand in the order in which images first appear. */
    private static BootstrapResult clustered(JsonNode row, int[][] index) {
        int[] image = Fixtures.integers(row.get("image"));
        int[] images = Fixtures.integers(row.get("images"));
        List<Integer> appearance = Arrays.stream(image).distinct().boxed().toList();
        int[][] ours = Arrays.stream(index)
                .map(drawn -> Arrays.stream(drawn)
                        .map(position -> appearance.indexOf(images[position]))
                        .toArray())
                .toArray(int[][]::new);
        Clusters clusters = Clusters.by(IntStream.of(image).asLongStream().toArray());
        return Bootstrap.withDefaults().withIndex(ours).mean(Fixtures.numbers(row.get("values")), clusters);
    }

    private static double number(JsonNode row, String name) {
        return Fixtures.number(row.get(name));
    }

    @Test
    void twoItemsByHand() {
        BootstrapResult result = Bootstrap.withDefaults()
                .withIndex(new int[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}})
                .mean(new double[] {2, 4});
        assertThat(result.resampled()).containsExactly(2, 3, 3, 4);
        assertThat(result.estimate()).isEqualTo(3);
        assertThat(result.bias()).isZero();
        assertThat(result.standardError()).isCloseTo(Math.sqrt(2.0 / 3), Close.relative());
        assertThat(result.percentile(0.5)).isEqualTo(new Interval(2.75, 3.25, 0.5));
        assertThat(result.bca(0.5).low()).isCloseTo(2.75, Close.relative());
        assertThat(result).hasToString("3.000, 95 % [2.075, 3.925], standard error 0.82, 4 resamples of 2 items");
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        double[] values = {0.3, 1.5, -2, 7, 0.1, 0.2};
        Bootstrap bootstrap = Bootstrap.withDefaults().withResamples(50).withSeed(3);
        assertThat(bootstrap.mean(values).resampled())
                .containsExactly(bootstrap.mean(values).resampled())
                .isNotEqualTo(bootstrap.withSeed(4).mean(values).resampled());
        assertThat(bootstrap.mean(values).resamples()).isEqualTo(50);
    }

    @Test
    void clustersOfOneItemAreThePlainBootstrap() {
        double[] values = {0.3, 1.5, -2, 7, 0.1, 0.2};
        Clusters clusters = Clusters.by(10, 11, 12, 13, 14, 15);
        assertThat(Bootstrap.withDefaults().mean(values, clusters).resampled())
                .containsExactly(Bootstrap.withDefaults().mean(values).resampled());
    }

    @Test
    void aStatisticOfItemsAgreesWithTheReadyMadeMean() {
        double[] values = {0.3, 1.5, -2, 7, 0.1, 0.2};
        Clusters clusters = Clusters.by(1, 1, 2, 2, 2, 3);
        Bootstrap bootstrap = Bootstrap.withDefaults().withResamples(200);
        Statistic mean =
                items -> Arrays.stream(items).mapToDouble(i -> values[i]).sum() / items.length;
        BootstrapResult general = bootstrap.of(mean, clusters);
        BootstrapResult readyMade = bootstrap.mean(values, clusters);
        assertThat(general.acceleration()).isCloseTo(readyMade.acceleration(), Close.relative());
        assertThat(general.bca().low()).isCloseTo(readyMade.bca().low(), Close.relative());
        assertThat(general.bca().high()).isCloseTo(readyMade.bca().high(), Close.relative());
        assertThat(bootstrap.of(mean, 6).percentile().low())
                .isCloseTo(bootstrap.mean(values).percentile().low(), Close.relative());
    }

    @Test
    void aShareIsTheMeanOfOnesAndZeros() {
        boolean[] right = {true, false, true, true, false};
        double[] values = {1, 0, 1, 1, 0};
        Clusters clusters = Clusters.by(1, 1, 2, 3, 3);
        assertThat(Bootstrap.withDefaults().share(right).resampled())
                .containsExactly(Bootstrap.withDefaults().mean(values).resampled());
        assertThat(Bootstrap.withDefaults().share(right, clusters).resampled())
                .containsExactly(Bootstrap.withDefaults().mean(values, clusters).resampled());
    }

    @Test
    void aDifferenceIsTheMeanOfDifferences() {
        double[] first = {0.5, 0.75, 1, 0.25};
        double[] second = {0.25, 1, 1, 0.5};
        double[] differences = {0.25, -0.25, 0, -0.25};
        Clusters clusters = Clusters.by(1, 1, 2, 3);
        Bootstrap bootstrap = Bootstrap.withDefaults().withResamples(100);
        assertThat(bootstrap.meanDifference(first, second, clusters).resampled())
                .containsExactly(bootstrap.mean(differences, clusters).resampled());
    }
}

package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the theory of the bootstrap says about it. */
class BootstrapTheoryTest {
    private static final Bootstrap BOOTSTRAP = Bootstrap.withDefaults();

    /** Var of a resampled mean is the population variance of the values / n; the error of its root is 1 / sqrt(2 R). */
    @Test
    void theStandardErrorOfAMeanIsTheKnownOne() {
        double[] values = normals(new Random(1), 200);
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        BootstrapResult result = BOOTSTRAP.mean(values);
        double expected = Math.sqrt(variance / values.length);
        assertThat(result.standardError()).isCloseTo(expected, within(4 * expected / Math.sqrt(20_000)));
        assertThat(result.bias()).isCloseTo(0, within(4 * expected / Math.sqrt(10_000)));
    }

    /** With n = 40 normal values the 95 % percentile interval covers P(|t| < 1.96 sqrt(39/40)) = 94 % of the time. */
    @Test
    void nineteenOfTwentyIntervalsCoverTheMeanOfANormalDistribution() {
        Random random = new Random(2);
        int repeats = 1000;
        int percentile = 0;
        int bca = 0;
        for (int i = 0; i < repeats; i++) {
            BootstrapResult result = BOOTSTRAP.withResamples(500).withSeed(i).mean(normals(random, 40));
            percentile += result.percentile().contains(0) ? 1 : 0;
            bca += result.bca().contains(0) ? 1 : 0;
        }
        assertThat(percentile / (double) repeats).isBetween(0.91, 0.97);
        assertThat(bca / (double) repeats).isBetween(0.91, 0.97);
    }

    /** The percentile interval of a skewed mean lies too low: it misses above much more often than below. */
    @Test
    void bcaBalancesTheTailsOfASkewedMean() {
        double percentileImbalance = missedAboveMinusBelow(BootstrapResult::percentile);
        double bcaImbalance = missedAboveMinusBelow(BootstrapResult::bca);
        assertThat(percentileImbalance).isGreaterThan(0.04);
        assertThat(bcaImbalance).isBetween(0.0, percentileImbalance - 0.01);
    }

    private static double missedAboveMinusBelow(Function<BootstrapResult, Interval> method) {
        Random random = new Random(3);
        int repeats = 1500;
        int imbalance = 0;
        for (int i = 0; i < repeats; i++) {
            double[] values = random.doubles(25).map(u -> -Math.log1p(-u)).toArray();
            Interval interval =
                    method.apply(BOOTSTRAP.withResamples(500).withSeed(i).mean(values));
            imbalance += interval.high() < 1 ? 1 : 0;
            imbalance -= interval.low() > 1 ? 1 : 0;
        }
        return imbalance / (double) repeats;
    }

    /** Values symmetric about their mean, and with each sample its mirror image: nothing is left to correct. */
    @Test
    void bcaIsThePercentileIntervalWhereAllIsSymmetric() {
        double[] values = {-9, -5, -2, -1, 0, 1, 2, 5, 9};
        Random random = new Random(4);
        int[][] index = IntStream.range(0, 400)
                .mapToObj(i -> random.ints(values.length, 0, values.length).toArray())
                .flatMap(row -> Stream.of(
                        row, Arrays.stream(row).map(i -> values.length - 1 - i).toArray()))
                .toArray(int[][]::new);
        BootstrapResult result = BOOTSTRAP.withIndex(index).mean(values);
        assertThat(result.biasCorrection()).isZero();
        assertThat(result.acceleration()).isCloseTo(0, within(1e-15));
        assertThat(result.bca().low()).isCloseTo(result.percentile().low(), within(1e-9));
        assertThat(result.bca().high()).isCloseTo(result.percentile().high(), within(1e-9));
    }

    /** If the five items of an image are right or wrong together, there are as many answers as images, not items. */
    @Test
    void copiesOfAnAnswerAddNoInformation() {
        Random random = new Random(5);
        double[] answers = random.doubles(100).map(u -> u < 0.7 ? 1 : 0).toArray();
        double[] items =
                IntStream.range(0, 500).mapToDouble(i -> answers[i / 5]).toArray();
        Clusters images =
                Clusters.by(IntStream.range(0, 500).mapToLong(i -> i / 5).toArray());
        BootstrapResult clustered = BOOTSTRAP.mean(items, images);
        assertThat(clustered.resampled())
                .containsExactly(BOOTSTRAP.mean(answers).resampled(), within(1e-12));
        double ratio = clustered.standardError() / BOOTSTRAP.mean(items).standardError();
        assertThat(ratio).isCloseTo(Math.sqrt(5), within(0.1));
        assertThat(clustered.bca().width())
                .isGreaterThan(2 * BOOTSTRAP.mean(items).bca().width());
    }

    /** An item that is the same under both systems adds nothing to their difference. */
    @Test
    void pairingRemovesWhatSystemsShare() {
        double[] first = normals(new Random(6), 100);
        double[] second = Arrays.stream(first).map(v -> v - 0.5).toArray();
        BootstrapResult result = BOOTSTRAP.meanDifference(first, second);
        assertThat(result.percentile().low()).isCloseTo(0.5, within(1e-12));
        assertThat(result.percentile().high()).isCloseTo(0.5, within(1e-12));
    }

    /** Means of equal value, summed in another order, are ties: z0 of 0.1 added up must be that of whole numbers. */
    @Test
    void roundingBreaksNoTies() {
        ToDoubleFunction<double[]> z0 = values -> BOOTSTRAP.mean(values).biasCorrection();
        double[] whole = IntStream.range(0, 30).mapToDouble(i -> i % 7).toArray();
        double[] tenths = Arrays.stream(whole).map(v -> v * 0.1).toArray();
        assertThat(z0.applyAsDouble(tenths)).isEqualTo(z0.applyAsDouble(whole));
    }

    @Test
    void scaledAndShiftedValuesHaveScaledAndShiftedIntervals() {
        double[] values = normals(new Random(7), 50);
        double[] other = Arrays.stream(values).map(v -> 1e-6 * v + 3).toArray();
        Interval interval = BOOTSTRAP.mean(values).bca();
        Interval scaled = BOOTSTRAP.mean(other).bca();
        assertThat(scaled.low()).isCloseTo(1e-6 * interval.low() + 3, within(1e-12));
        assertThat(scaled.high()).isCloseTo(1e-6 * interval.high() + 3, within(1e-12));
    }

    private static double[] normals(Random random, int n) {
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}

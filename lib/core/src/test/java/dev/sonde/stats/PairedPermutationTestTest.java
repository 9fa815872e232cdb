package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedPermutationTestTest {
    private static final PairedPermutationTest TEST = PairedPermutationTest.withDefaults();
    private static final PairedPermutationTest RANDOM = TEST.withExactUpTo(0);

    static List<JsonNode> cases() {
        return Fixtures.rows(Fixtures.json("statistics/tests.json").get("permutation"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReferenceInBothDirections(JsonNode row) {
        double[] first = Fixtures.numbers(row.get("first"));
        double[] second = Fixtures.numbers(row.get("second"));
        double difference = Fixtures.number(row.get("mean_difference"));
        double p = Fixtures.number(row.get("p"));
        PermutationResult result = TEST.test(first, second);
        assertThat(result.exact()).isTrue();
        assertThat(result.meanDifference()).isCloseTo(difference, Close.to(difference));
        assertThat(result.pValue()).isCloseTo(p, Close.relative());
        assertThat(TEST.test(second, first).pValue()).isCloseTo(p, Close.relative());
        assertThat(RANDOM.test(first, second).pValue()).isCloseTo(p, within(0.02));
    }

    /** Of eight flips, only those with all signs equal reach 1 + 2 + 4. */
    @Test
    void threeItemsByHand() {
        PermutationResult result = TEST.test(new double[] {1, 2, 4, 5}, new double[] {0, 0, 0, 5});
        assertThat(result.pValue()).isEqualTo(0.25);
        assertThat(result.items()).isEqualTo(4);
        assertThat(result.unequal()).isEqualTo(3);
        assertThat(result).hasToString("mean difference +1.750 of 4 items, p = 0.250 (exact)");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "6, 0", "5, 3", "20, 20", "11, 29"})
    void isMcNemarsTestForRightAndWrongAnswers(int onlyFirst, int onlySecond) {
        double[] first = new double[onlyFirst + onlySecond + 7];
        double[] second = new double[first.length];
        Arrays.fill(first, 0, onlyFirst, 1);
        Arrays.fill(second, onlyFirst, onlyFirst + onlySecond, 1);
        double expected = McNemarTest.withDefaults().test(onlyFirst, onlySecond).pValue();
        assertThat(TEST.withExactUpTo(40).test(first, second).pValue()).isCloseTo(expected, Close.relative());
    }

    /** Without a difference, the chance of p <= k 2 / 2^n is just that: at each level, the share rejected is the level. */
    @Test
    void exactPValuesAreUniformWithoutADifference() {
        Random random = new Random(1);
        double[] p = IntStream.range(0, 4000)
                .mapToDouble(
                        i -> TEST.test(normals(random, 10), normals(random, 10)).pValue())
                .toArray();
        for (int k = 1; k < 512; k += 15) {
            assertShareAtMost(p, k * 2.0 / 1024);
        }
    }

    /** R = 19 flips give p = 1/20, ..., 20/20 with equal probabilities. */
    @Test
    void randomPValuesAreUniformWithoutADifference() {
        Random random = new Random(2);
        double[] p = IntStream.range(0, 4000)
                .mapToDouble(i -> RANDOM.withFlips(19)
                        .withSeed(i)
                        .test(normals(random, 40), normals(random, 40))
                        .pValue())
                .toArray();
        for (int k = 1; k < 20; k++) {
            assertShareAtMost(p, k / 20.0);
        }
    }

    private static void assertShareAtMost(double[] p, double level) {
        double share = Arrays.stream(p).filter(value -> value <= level + 1e-9).count() / (double) p.length;
        assertThat(share).isCloseTo(level, within(4.5 * Math.sqrt(level * (1 - level) / p.length)));
    }

    @Test
    void randomFlipsApproachTheExactValue() {
        Random random = new Random(3);
        double[] first = normals(random, 20);
        double[] second = Arrays.stream(normals(random, 20)).map(v -> v - 0.5).toArray();
        PermutationResult exact = TEST.test(first, second);
        PermutationResult sampled = RANDOM.withFlips(100_000).test(first, second);
        assertThat(sampled.exact()).isFalse();
        double error = Math.sqrt(exact.pValue() * (1 - exact.pValue()) / 100_000);
        assertThat(sampled.pValue()).isCloseTo(exact.pValue(), within(4 * error + 1e-5));
        assertThat(RANDOM.test(first, second)).isEqualTo(RANDOM.test(first, second));
        assertThat(RANDOM.withSeed(1).test(first, second)).isNotEqualTo(RANDOM.test(first, second));
    }

    @Test
    void aLargeDifferenceHasTheSmallestPossibleValue() {
        double[] first = IntStream.range(0, 500).mapToDouble(i -> 1 + i % 3).toArray();
        PermutationResult result = TEST.test(first, new double[500]);
        assertThat(result.pValue()).isCloseTo(1.0 / 10_001, Close.relative());
        assertThat(result).hasToString("mean difference +1.998 of 500 items, p = 0.000100 (random flips)");
    }

    @Test
    void equalSystemsAreNotToldApart() {
        double[] values = {0.1, 0.2, 0.3};
        assertThat(TEST.test(values, values).pValue()).isEqualTo(1);
        assertThat(RANDOM.test(values, values).pValue()).isEqualTo(1);
    }

    /** Sums such as 0.1 + 0.2 - 0.3 are 0 but for rounding. */
    @Test
    void roundingBreaksNoTies() {
        double[] whole = {1, 2, -3, 4, 5, -6, 7, 1, 1};
        double[] tenths = Arrays.stream(whole).map(v -> v * 0.1).toArray();
        double[] none = new double[whole.length];
        assertThat(TEST.test(tenths, none).pValue())
                .isEqualTo(TEST.test(whole, none).pValue());
        assertThat(RANDOM.test(tenths, none).pValue())
                .isEqualTo(RANDOM.test(whole, none).pValue());
    }

    /** Five copies of an answer are one piece of evidence. */
    @Test
    void clustersChangeSidesTogether() {
        double[] first = {3, 1, 2, 4, 1, 2};
        double[] second = {1, 2, 1, 1, 2, 1};
        double[] firstCopies =
                IntStream.range(0, 30).mapToDouble(i -> first[i / 5]).toArray();
        double[] secondCopies =
                IntStream.range(0, 30).mapToDouble(i -> second[i / 5]).toArray();
        Clusters images =
                Clusters.by(IntStream.range(0, 30).mapToLong(i -> i / 5).toArray());
        PermutationResult few = TEST.test(first, second);
        PermutationResult clustered = TEST.test(firstCopies, secondCopies, images);
        assertThat(clustered.pValue()).isEqualTo(few.pValue());
        assertThat(clustered.meanDifference()).isCloseTo(few.meanDifference(), Close.relative());
        assertThat(TEST.test(firstCopies, secondCopies).pValue()).isLessThan(clustered.pValue() / 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesValuesThatAreNotFinite(double value) {
        assertThatThrownBy(() -> TEST.test(new double[] {1, value}, new double[2]))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("at 1");
    }

    @Test
    void refusesWhatIsNotPaired() {
        assertThatThrownBy(() -> TEST.test(new double[0], new double[0])).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> TEST.test(new double[3], new double[2])).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> TEST.test(new double[3], new double[3], Clusters.single(2)))
                .isInstanceOf(SondeException.class);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> TEST.withExactUpTo(41)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> TEST.withExactUpTo(-1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> TEST.withFlips(0)).isInstanceOf(SondeException.class);
    }

    private static double[] normals(Random random, int n) {
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}

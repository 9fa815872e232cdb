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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KendallTestTest {
    private static final KendallTest EXACT = KendallTest.withDefaults().with(PValueMethod.EXACT);
    private static final KendallTest ASYMPTOTIC = KendallTest.withDefaults().with(PValueMethod.ASYMPTOTIC);

    static List<JsonNode> correlations() {
        return Fixtures.rows("statistics/correlation.json");
    }

    static List<JsonNode> definedCorrelations() {
        return correlations().stream()
                .filter(row -> !Double.isNaN(Fixtures.number(row.get("tau_b"))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void agreesWithTheReference(JsonNode row) {
        double[] x = Fixtures.numbers(row.get("x"));
        double[] y = Fixtures.numbers(row.get("y"));
        double tau = Fixtures.number(row.get("tau_b"));
        if (Double.isNaN(tau)) {
            assertRefused(x, y, "undefined");
            return;
        }
        KendallResult asymptotic = ASYMPTOTIC.test(x, y);
        assertThat(asymptotic.tau()).isCloseTo(tau, Close.to(tau));
        assertThat(asymptotic.pValue()).isCloseTo(Fixtures.number(row.get("p_asymptotic")), Close.distribution());
        assertThat(asymptotic.n()).isEqualTo(x.length);
        if (!row.get("p_exact").isNull()) {
            KendallResult exact = EXACT.test(x, y);
            assertThat(exact.ties()).isFalse();
            assertThat(exact.pValue()).isCloseTo(Fixtures.number(row.get("p_exact")), Close.relative());
        }
    }

    @ParameterizedTest
    @MethodSource("definedCorrelations")
    void automaticIsExactForFewValuesWithoutTies(JsonNode row) {
        double[] x = Fixtures.numbers(row.get("x"));
        double[] y = Fixtures.numbers(row.get("y"));
        KendallResult result = KendallTest.withDefaults().test(x, y);
        boolean exact = !result.ties() && x.length <= KendallTest.LARGEST_AUTOMATIC_N;
        assertThat(result.method()).isEqualTo(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC);
        assertThat(result)
                .isEqualTo(KendallTest.withDefaults().with(result.method()).test(x, y));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void exactPValueWithTiesEqualsFullEnumeration(int n) {
        Random random = new Random(n);
        for (int trial = 0; trial < 12; trial++) {
            double[] x = varied(random, n, 2 + trial % 3);
            double[] y = varied(random, n, 2 + trial / 3 % 3);
            KendallResult result = EXACT.test(x, y);
            assertThat(result.pValue())
                    .as("x %s y %s", Arrays.toString(x), Arrays.toString(y))
                    .isCloseTo(enumerated(x, y), within(1e-12));
        }
    }

    @Test
    void conditioningOnNoTiesGivesTheTieFreeDistribution() {
        int[] untied = IntStream.generate(() -> 1).limit(9).toArray();
        KendallTiedNull general = KendallTiedNull.of(untied, untied);
        KendallNull special = KendallNull.of(9);
        for (int s = 0; s <= special.pairs(); s += 2) {
            assertThat(general.pTwoSided(s)).isCloseTo(special.pTwoSided(s), Close.relative());
        }
    }

    @Test
    void exactPValueWithTiesIsSymmetricInTheVariables() {
        Random random = new Random(3);
        double[] x = varied(random, 14, 4);
        double[] y = varied(random, 14, 9);
        KendallResult one = EXACT.test(x, y);
        KendallResult other = EXACT.test(y, x);
        assertThat(one.pValue()).isCloseTo(other.pValue(), Close.relative());
        assertThat(one.s()).isEqualTo(other.s());
        assertThat(one.tau()).isEqualTo(other.tau());
    }

    @Test
    void exactAndAsymptoticPValuesMeetInLargeSamplesWithTies() {
        Random random = new Random(5);
        double[] x = varied(random, 60, 2);
        double[] y = varied(random, 60, 3);
        assertThat(EXACT.test(x, y).pValue()).isCloseTo(ASYMPTOTIC.test(x, y).pValue(), within(0.03));
    }

    @Test
    void countsEveryPairOnce() {
        Random random = new Random(11);
        for (int n : new int[] {2, 3, 10, 33, 64, 257}) {
            double[] x = varied(random, n, n / 2 + 2);
            double[] y = varied(random, n, n);
            assertThat(ASYMPTOTIC.test(x, y).s()).as("n = %d", n).isEqualTo(slowS(x, y));
        }
    }

    @Test
    void sameOrderGivesOneAndReverseOrderMinusOne() {
        double[] up = IntStream.range(0, 20).asDoubleStream().toArray();
        double[] down = Arrays.stream(up).map(value -> -value).toArray();
        assertThat(EXACT.test(up, up).tau()).isEqualTo(1);
        assertThat(EXACT.test(up, down).tau()).isEqualTo(-1);
        assertThat(EXACT.test(up, down).s()).isEqualTo(-190);
    }

    @Test
    void tauWithoutTiesIsTheRatioOfPairsToTheLastBit() {
        Random random = new Random(17);
        for (int n = 2; n < 100; n++) {
            double[] x = random.doubles(n).toArray();
            double[] y = random.doubles(n).toArray();
            KendallResult result = ASYMPTOTIC.test(x, y);
            assertThat(result.tau()).isEqualTo((double) result.s() / PairCounts.pairs(n));
        }
    }

    @Test
    void ranksAreAllThatCounts() {
        double[] x = {1, 2, 3, 4, Double.POSITIVE_INFINITY};
        double[] y = {Double.NEGATIVE_INFINITY, 5, 4, 100, 7};
        double[] ranksX = {1, 2, 3, 4, 5};
        double[] ranksY = {1, 3, 2, 5, 4};
        assertThat(EXACT.test(x, y)).isEqualTo(EXACT.test(ranksX, ranksY));
    }

    @Test
    void bothZerosAreOneValue() {
        assertThat(EXACT.test(new double[] {0.0, -0.0, 1}, new double[] {1, 2, 3})
                        .ties())
                .isTrue();
    }

    @Test
    void aHundredThousandObservationsTakeNoTime() {
        Random random = new Random(23);
        double[] x = random.doubles(100_000).toArray();
        KendallResult result = KendallTest.withDefaults().test(x, x);
        assertThat(result.tau()).isEqualTo(1);
        assertThat(result.s()).isEqualTo(4_999_950_000L);
        assertThat(result.method()).isEqualTo(PValueMethod.ASYMPTOTIC);
    }

    @Test
    void sixteenObservationsWithATieInEachVariableAreExact() {
        double[] x = IntStream.range(0, 16).mapToDouble(i -> Math.max(1, i)).toArray();
        double[] y = IntStream.range(0, 16)
                .mapToDouble(i -> Math.min(14, i * 7 % 16))
                .toArray();
        KendallResult result = EXACT.test(x, y);
        assertThat(result.ties()).isTrue();
        assertThat(result.pValue()).isCloseTo(ASYMPTOTIC.test(x, y).pValue(), within(0.05));
    }

    @Test
    void inputIsLeftAsItWas() {
        double[] x = {3, 1, 2};
        double[] y = {1, 3, 2};
        EXACT.test(x, y);
        assertThat(x).containsExactly(3, 1, 2);
        assertThat(y).containsExactly(1, 3, 2);
    }

    @Test
    void refusesValuesWithoutARankCorrelation() {
        double[] good = {1, 2, 3};
        assertRefused(new double[0], new double[0], "at least 2");
        assertRefused(new double[] {1}, new double[] {1}, "at least 2");
        assertRefused(good, new double[] {1, 2}, "unequal lengths");
        assertRefused(good, new double[] {1, Double.NaN, 2}, "Value 1 of y");
        assertRefused(new double[] {4, 4, 4}, good, "All values of x equal 4.0");
    }

    @Test
    void refusesAnExactPValueOutOfReach() {
        Random random = new Random(29);
        double[] untied = random.doubles(KendallNull.LARGEST_N + 1).toArray();
        assertRefused(untied, untied, "n from 1 to 200");
        double[] tied = untied.clone();
        tied[0] = tied[1];
        assertRefused(tied, tied, "out of reach");
    }

    private static void assertRefused(double[] x, double[] y, String message) {
        assertThatThrownBy(() -> EXACT.test(x, y))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining(message);
    }

    /** Values from a few, so that there are ties, but never all equal. */
    private static double[] varied(Random random, int n, int distinct) {
        double[] values = random.ints(n, 0, distinct).asDoubleStream().toArray();
        values[0] = 0;
        values[n - 1] = distinct - 1;
        return values;
    }

    private static long slowS(double[] x, double[] y) {
        double s = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                s += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
            }
        }
        return (long) s;
    }

    private static double enumerated(double[] x, double[] y) {
        long[] extremeAndAll = new long[2];
        permute(x, y.clone(), 0, Math.abs(slowS(x, y)), extremeAndAll);
        return (double) extremeAndAll[0] / extremeAndAll[1];
    }

    private static void permute(double[] x, double[] y, int fixed, long s, long[] extremeAndAll) {
        if (fixed == y.length) {
            extremeAndAll[0] += Math.abs(slowS(x, y)) >= s ? 1 : 0;
            extremeAndAll[1]++;
            return;
        }
        for (int i = fixed; i < y.length; i++) {
            swap(y, fixed, i);
            permute(x, y, fixed + 1, s, extremeAndAll);
            swap(y, fixed, i);
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}

package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MannWhitneyTestTest {
    private static final MannWhitneyTest TEST = MannWhitneyTest.withDefaults();
    private static final double[] FEW_X = {0.3, 1.7, 2.2, 0.9, 5.1};
    private static final double[] FEW_Y = {1.1, 2.5, 3.3, 4.0, 6.2, 7.5};
    private static final double[] TIED_X = {1, 2, 2, 3, 3, 3, 4};
    private static final double[] TIED_Y = {2, 3, 3, 4, 4, 5, 5, 5};

    /** By scipy.stats.mannwhitneyu 1.17.1, method="exact". */
    @ParameterizedTest
    @CsvSource({"TWO_SIDED, 0.12554112554112554", "GREATER, 0.9588744588744589", "LESS, 0.06277056277056277"})
    void fewValuesWithoutTiesAreExact(Alternative alternative, double p) {
        MannWhitneyResult result = TEST.with(alternative).test(FEW_X, FEW_Y);
        assertThat(result.u()).isEqualTo(6);
        assertThat(result.pValue()).isCloseTo(p, Close.relative());
    }

    /** By scipy.stats.mannwhitneyu 1.17.1, method="asymptotic". */
    @ParameterizedTest
    @CsvSource({"TWO_SIDED, 0.049238967838553395", "GREATER, 0.9814970702168354", "LESS, 0.024619483919276697"})
    void tiesCorrectTheVarianceOfTheNormalLimit(Alternative alternative, double p) {
        MannWhitneyResult result = TEST.with(alternative).test(TIED_X, TIED_Y);
        assertThat(result.u()).isEqualTo(11);
        assertThat(result.pValue()).isCloseTo(p, Close.distribution());
    }

    /** By scipy.stats.mannwhitneyu 1.17.1, method="asymptotic". */
    @ParameterizedTest
    @CsvSource({"TWO_SIDED, 0.16927530648981703", "GREATER, 0.9162274647485933", "LESS, 0.08463765324490852"})
    void manyValuesUseTheNormalLimit(Alternative alternative, double p) {
        double[] x = IntStream.range(0, 60).mapToDouble(i -> i * 37 % 101).toArray();
        double[] y =
                IntStream.range(0, 55).mapToDouble(i -> i * 53 % 103 + 10.5).toArray();
        MannWhitneyResult result = TEST.with(alternative).test(x, y);
        assertThat(result.u()).isEqualTo(1404);
        assertThat(result.pValue()).isCloseTo(p, Close.distribution());
    }

    @Test
    void exchangedSamplesExchangeTheAlternatives() {
        MannWhitneyResult greater = TEST.with(Alternative.GREATER).test(TIED_X, TIED_Y);
        MannWhitneyResult less = TEST.with(Alternative.LESS).test(TIED_Y, TIED_X);
        assertThat(greater.pValue()).isCloseTo(less.pValue(), Close.relative());
        assertThat(greater.superiority() + less.superiority()).isCloseTo(1, Close.relative());
        assertThat(less).hasToString("U = 45.0, P(first > second) = 0.804, p = 0.981");
    }

    @Test
    void ranksAloneMatter() {
        double[] x = Arrays.stream(FEW_X).map(Math::exp).toArray();
        double[] y = {Math.exp(1.1), Math.exp(2.5), Math.exp(3.3), Math.exp(4), 1e300, Double.POSITIVE_INFINITY};
        assertThat(TEST.test(x, y)).isEqualTo(TEST.test(FEW_X, FEW_Y));
        assertThat(TEST.test(new double[] {-0.0, 1}, new double[] {0.0, 1}).superiority())
                .isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource(Alternative.class)
    void equalValuesTellNothing(Alternative alternative) {
        MannWhitneyResult result = TEST.with(alternative).test(new double[] {1, 1}, new double[] {1, 1, 1});
        assertThat(result.pValue()).isEqualTo(1);
        assertThat(result.superiority()).isEqualTo(0.5);
    }

    /** Two samples of 40 from one distribution are called different one time in a hundred. */
    @Test
    void theLevelIsHeldWithoutADifference() {
        Random random = new Random(1);
        int repeats = 3000;
        long found = IntStream.range(0, repeats)
                .filter(i -> TEST.with(Alternative.GREATER)
                                .test(
                                        random.doubles(40).toArray(),
                                        random.doubles(40).toArray())
                                .pValue()
                        <= 0.05)
                .count();
        assertThat(found / (double) repeats).isCloseTo(0.05, within(0.018));
    }

    @Test
    void refusesSamplesWithoutAnAnswer() {
        assertThatThrownBy(() -> TEST.test(new double[0], FEW_Y))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("first");
        assertThatThrownBy(() -> TEST.test(FEW_X, new double[0]))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("second");
        assertThatThrownBy(() -> TEST.test(FEW_X, new double[] {1, Double.NaN}))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("Value 1");
    }
}

package dev.sonde.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PrintedTest {
    @Test
    void aCountIsFoundFromItsRoundedPercentage() {
        assertThat(new Printed("64.97", Rounding.NEAREST).countsOf(2195)).containsExactly(1426L);
    }

    @Test
    void everyCountIsFoundAgainFromItsOwnPercentage() {
        for (long n : new long[] {1, 7, 88, 1097, 2195, 9602}) {
            LongStream.rangeClosed(0, n).forEach(k -> assertThat(
                            new Printed(String.format(Locale.ROOT, "%.2f", 100.0 * k / n), Rounding.NEAREST)
                                    .countsOf(n))
                    .as("%d of %d", k, n)
                    .contains(k));
        }
    }

    @Test
    void anUnreachablePercentageHasNoCount() {
        assertThat(new Printed("42.10", Rounding.NEAREST).countsOf(88)).isEmpty();
    }

    @Test
    void fewerDecimalsAllowMoreCounts() {
        assertThat(new Printed("56.0", Rounding.NEAREST).countsOf(2195)).hasSize(2);
    }

    @Test
    void aHalfMayHaveGoneEitherWay() {
        assertThat(new Printed("0.13", Rounding.NEAREST).isPrintOf(1, 8)).isTrue();
        assertThat(new Printed("0.12", Rounding.NEAREST).isPrintOf(1, 8)).isTrue();
        assertThat(new Printed("0.14", Rounding.NEAREST).isPrintOf(1, 8)).isFalse();
    }

    @Test
    void truncationCutsTowardZeroOnBothSides() {
        assertThat(new Printed("0.63", Rounding.TRUNCATED).isPrintOf(42, 66)).isTrue();
        assertThat(new Printed("0.64", Rounding.TRUNCATED).isPrintOf(42, 66)).isFalse();
        assertThat(new Printed("-0.51", Rounding.TRUNCATED).isPrintOf(-34, 66)).isTrue();
        assertThat(new Printed("-0.52", Rounding.TRUNCATED).isPrintOf(-34, 66)).isFalse();
        assertThat(new Printed("0.51", Rounding.TRUNCATED).isPrintOf(-34, 66)).isFalse();
    }

    @Test
    void wordsAreNoNumbers() {
        assertThatThrownBy(() -> new Printed("n/a", Rounding.NEAREST)).isInstanceOf(NumberFormatException.class);
    }
}

package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.display.SondeException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that has no answer, input at the edge of having one, and much input. */
class BootstrapInputTest {
    private static final Bootstrap BOOTSTRAP = Bootstrap.withDefaults().withResamples(200);

    private static void refuses(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(SondeException.class).hasMessageContainingAll(words);
    }

    @Test
    void refusesTooFewItems() {
        refuses(() -> BOOTSTRAP.mean(new double[0]), "at least 1", "found 0");
        refuses(() -> BOOTSTRAP.mean(new double[] {1}), "at least two", "found 1 item");
        refuses(() -> BOOTSTRAP.of(items -> 1, 0), "found 0");
    }

    @Test
    void refusesOneImageOnly() {
        Clusters one = Clusters.by(7, 7, 7);
        refuses(() -> BOOTSTRAP.mean(new double[] {1, 2, 3}, one), "at least two", "3 items in 1 clusters");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesValuesThatAreNotFinite(double value) {
        refuses(() -> BOOTSTRAP.mean(new double[] {1, 2, value}), "at 2");
        refuses(() -> BOOTSTRAP.meanDifference(new double[] {1, 2}, new double[] {value, 2}), "second values", "at 0");
    }

    @Test
    void refusesUnequalLengths() {
        refuses(() -> BOOTSTRAP.meanDifference(new double[] {1, 2, 3}, new double[] {1, 2}), "3 first", "2 second");
        refuses(() -> BOOTSTRAP.mean(new double[] {1, 2, 3}, Clusters.by(1, 2)), "3 values", "2 items");
    }

    @Test
    void refusesADifferenceThatOverflows() {
        double[] largest = {Double.MAX_VALUE, 1};
        double[] smallest = {-Double.MAX_VALUE, 1};
        refuses(() -> BOOTSTRAP.meanDifference(largest, smallest), "differences", "Infinity");
    }

    @Test
    void refusesAStatisticThatIsUndefinedForSomeSample() {
        refuses(() -> BOOTSTRAP.of(items -> 1.0 / Arrays.stream(items).sum(), 3), "resample");
        refuses(() -> BOOTSTRAP.of(items -> Double.NaN, 3), "all items is NaN");
        refuses(() -> BOOTSTRAP.of(items -> items.length < 3 ? Double.NaN : 1, 3), "but those of unit 0");
    }

    @Test
    void refusesSettingsThatCannotBe() {
        refuses(() -> BOOTSTRAP.withResamples(1), "resamples", "at least 2");
        refuses(() -> BOOTSTRAP.mean(new double[] {1, 2}).bca(95), "confidence");
        refuses(() -> BOOTSTRAP.mean(new double[] {1, 2}).percentile(Double.NaN), "confidence");
    }

    @Test
    void refusesAnIndexOfOtherItems() {
        double[] values = {1, 2};
        refuses(() -> BOOTSTRAP.withIndex(new int[][] {{0, 1}}), "at least 2");
        refuses(() -> BOOTSTRAP.withIndex(new int[][] {{0, 1}, {0}}).mean(values), "Row 1", "2 positions", "found 1");
        refuses(() -> BOOTSTRAP.withIndex(new int[][] {{0, 1}, {2, 0}}).mean(values), "0 to 1", "found 2");
        refuses(() -> BOOTSTRAP.withIndex(new int[][] {{-1, 1}, {1, 0}}).mean(values), "Row 0", "found -1");
    }

    /** A resample of many items never has as many different ones: no level could correct for that. */
    @Test
    void refusesBcaOfAnEstimateBeyondAllResamples() {
        BootstrapResult result =
                BOOTSTRAP.of(items -> Arrays.stream(items).distinct().count() == 50 ? 50 : 0, 50);
        refuses(result::bca, "below the estimate", "percentile");
        assertThat(result.percentile().high()).isZero();
    }

    @Test
    void valuesThatDoNotVaryHaveAnIntervalOfNoWidth() {
        double[] values = new double[30];
        Arrays.fill(values, 0.1);
        BootstrapResult result = BOOTSTRAP.mean(values);
        assertThat(result.acceleration()).isZero();
        assertThat(result.bca().low()).isEqualTo(result.bca().high());
        assertThat(result.bca().low()).isEqualTo(result.percentile().low());
    }

    @Test
    void laterChangesOfTheInputChangeNothing() {
        int[][] index = {{0, 0}, {1, 1}, {0, 1}};
        Bootstrap bootstrap = Bootstrap.withDefaults().withIndex(index);
        index[0][0] = 99;
        BootstrapResult result = bootstrap.mean(new double[] {1, 3});
        result.resampled()[0] = 99;
        assertThat(result.resampled()).containsExactly(1, 2, 3);
    }

    /** Each takes less than half a second; the limit leaves room for a slower machine. */
    @Test
    void tenThousandResamplesOfTenThousandItemsTakeSeconds() {
        double[] values = IntStream.range(0, 10_000).mapToDouble(i -> i % 3).toArray();
        Clusters images =
                Clusters.by(IntStream.range(0, 10_000).mapToLong(i -> i / 2).toArray());
        // Time on the processor, not on the wall: other processes do not count.
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        Bootstrap.withDefaults().mean(values);
        Bootstrap.withDefaults().mean(values, images);
        double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
        assertThat(seconds).isLessThan(6);
    }
}

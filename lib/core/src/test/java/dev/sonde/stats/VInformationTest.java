package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VInformationTest {
    static List<JsonNode> cases() {
        return Fixtures.rows("statistics/v_information.json");
    }

    private static double[][] probabilities(JsonNode row) {
        return Fixtures.rows(row.get("probabilities")).stream()
                .map(Fixtures::numbers)
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheReference(JsonNode row) {
        int[] labels = Fixtures.integers(row.get("labels"));
        VInformation information = VInformation.of(labels, probabilities(row));
        assertReference(information, row);
        double[] given = Fixtures.numbers(row.get("null_probabilities"));
        assertReference(VInformation.of(labels, probabilities(row), given), row);
    }

    private static void assertReference(VInformation information, JsonNode row) {
        double[] pvi = Fixtures.numbers(row.get("pvi"));
        for (int i = 0; i < pvi.length; i++) {
            assertThat(information.pvi()[i]).isCloseTo(pvi[i], within(1e-10 * Math.abs(pvi[i]) + 1e-13));
        }
        assertThat(information.pvi()).hasSameSizeAs(pvi);
        assertClose(information.value(), row, "v_information");
        assertClose(information.nullEntropy(), row, "conditional_entropy_null");
        assertClose(information.conditionalEntropy(), row, "conditional_entropy");
        assertClose(information.accuracy().value(), row, "accuracy");
    }

    private static void assertClose(double value, JsonNode row, String name) {
        assertThat(value).isCloseTo(Fixtures.number(row.get(name)), Close.relative());
    }

    @Test
    void aProbeThatKnowsTheLabelGainsTheEntropyOfTheLabels() {
        int[] labels = {0, 1, 1, 2};
        double[][] known = {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}};
        VInformation information = VInformation.of(labels, known);
        assertThat(information.value()).isCloseTo(1.5, Close.relative());
        assertThat(information.conditionalEntropy()).isZero();
        assertThat(information.pvi()).containsExactly(new double[] {2, 1, 1, 2}, within(1e-12));
    }

    @Test
    void aProbeThatKnowsTheSharesOnlyGainsNothing() {
        double[] shares = {0.25, 0.75};
        VInformation information =
                VInformation.of(new int[] {0, 1, 1, 1}, new double[][] {shares, shares, shares, shares});
        assertThat(information.value()).isZero();
        assertThat(information.accuracy()).isEqualTo(new Proportion(3, 4));
    }

    /** A channel that turns a bit over with probability 0.1 carries 1 - H(0.1) = 0.531 bits. */
    @Test
    void aNoisyChannelHasTheKnownInformation() {
        Random random = new Random(1);
        int n = 20_000;
        int[] labels = random.ints(n, 0, 2).toArray();
        double[][] probabilities = Arrays.stream(labels)
                .mapToObj(label -> random.nextDouble() < 0.1 ? 1 - label : label)
                .map(seen -> seen == 1 ? new double[] {0.1, 0.9} : new double[] {0.9, 0.1})
                .toArray(double[][]::new);
        double known = 1 + 0.1 * Math.log(0.1) / Math.log(2) + 0.9 * Math.log(0.9) / Math.log(2);
        VInformation information = VInformation.of(labels, probabilities);
        assertThat(information.value()).isCloseTo(known, within(0.03));
        Interval interval = Bootstrap.withDefaults()
                .withResamples(200)
                .mean(information.pvi())
                .percentile(0.999);
        assertThat(interval.contains(known)).isTrue();
    }

    @Test
    void aConfidentMistakeHasNegativeInformation() {
        VInformation information = VInformation.of(new int[] {0, 1}, new double[][] {{0.9, 0.1}, {0.96875, 0.03125}});
        assertThat(information.pvi()[1]).isCloseTo(-4, Close.relative());
    }

    @Test
    void rendersOneRowPerLabel() {
        VInformation information =
                VInformation.of(new int[] {0, 2, 2, 0}, new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 0, 1}, {1, 0, 0}});
        assertThat(information.toString()).contains("V-information", "all", "1.0000", "Accuracy 100.00 %");
        assertThat(information.toString().lines().filter(line -> line.strip().startsWith("1 ")))
                .isEmpty();
        assertThat(information.render().forms().get(MimeBundle.HTML).toString()).contains("<table", "1.0000");
    }

    @Test
    void noInformationIsWrittenWithoutASign() {
        double[] shares = {1 / 3.0, 2 / 3.0};
        VInformation information =
                VInformation.of(new int[] {0, 1, 1}, new double[][] {shares, shares, shares}, new double[] {
                    1 / 3.0 - 1e-16, 2 / 3.0 + 1e-15
                });
        assertThat(information.value()).isNegative();
        assertThat(information.toString()).contains(" 0.0000").doesNotContain("-0.0000");
    }

    private static void refuses(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(SondeException.class).hasMessageContaining(words);
    }

    @Test
    void refusesTablesThatDoNotFit() {
        double[] even = {0.5, 0.5};
        refuses(() -> VInformation.of(new int[0], new double[0][]), "number of labels");
        refuses(() -> VInformation.of(new int[] {0}, new double[][] {even, even}), "1 labels but 2 rows");
        refuses(() -> VInformation.of(new int[] {0}, new double[][] {{1}}), "number of classes");
        refuses(() -> VInformation.of(new int[] {0, 1}, new double[][] {even, {0.2, 0.3, 0.5}}), "row 1");
        refuses(() -> VInformation.of(new int[] {0, 2}, new double[][] {even, even}), "item 1");
        refuses(() -> VInformation.of(new int[] {-1}, new double[][] {even}), "found -1");
        refuses(() -> VInformation.of(new int[] {0}, new double[][] {even}, new double[] {1}), "without input");
    }

    @Test
    void refusesWhatIsNoDistribution() {
        int[] label = {0};
        refuses(() -> VInformation.of(label, new double[][] {{0.5, 0.6}}), "1.1");
        refuses(() -> VInformation.of(label, new double[][] {{1.5, -0.5}}), "row 0");
        refuses(() -> VInformation.of(label, new double[][] {{Double.NaN, 0.5}}), "row 0");
        refuses(() -> VInformation.of(label, new double[][] {{0.5, 0.5}}, new double[] {2, 3}), "without input");
    }

    @Test
    void refusesALabelThatTheProbeExcludes() {
        refuses(() -> VInformation.of(new int[] {0, 1}, new double[][] {{1, 0}, {1, 0}}), "item 1");
        refuses(
                () -> VInformation.of(new int[] {0}, new double[][] {{0.5, 0.5}}, new double[] {0, 1}),
                "without input");
    }
}

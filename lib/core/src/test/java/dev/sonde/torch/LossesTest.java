package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<JsonNode> boxes() {
        return Fixtures.rows("losses/detr.json").stream();
    }

    static Stream<JsonNode> truths() {
        return Fixtures.rows("losses/bce.json").stream();
    }

    private NDArray array(JsonNode node) {
        if (!node.get(0).isArray()) {
            return torch.array(floats(Fixtures.numbers(node)), node.size());
        }
        List<Double> all = new ArrayList<>();
        for (JsonNode row : node) {
            for (double value : Fixtures.numbers(row)) {
                all.add(value);
            }
        }
        double[] values = all.stream().mapToDouble(Double::doubleValue).toArray();
        return torch.array(floats(values), node.size(), node.get(0).size());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Checks value and gradient, and that a small step against the gradient makes the loss smaller. */
    private void check(NDArray logits, Supplier<NDArray> loss, double value, NDArray gradient) {
        Gradients.track(List.of(logits), true);
        double after = torch.training(() -> {
            NDArray computed = loss.get();
            assertThat((double) computed.getFloat()).isCloseTo(value, within(2e-6 * Math.max(1, value)));
            NDArray ours = Gradients.of(torch, computed, List.of(logits)).get(0);
            double largest = gradient.abs().max().getFloat();
            assertThat(TensorFixture.distance(ours, gradient)).isLessThanOrEqualTo(1e-5 * largest);
            float step = (float) (1e-3 / Math.max(largest, 1e-3));
            Scope.withoutGradients(() -> logits.subi(ours.mul(step)));
            return (double) loss.get().getFloat();
        });
        if (value > 1e-6) {
            assertThat(after).isLessThan(value);
        }
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void theBoxLossIsThatOfDetr(JsonNode node) {
        NDArray logits = array(node.get("logits"));
        NDArray target = array(node.get("target_cxcywh"));
        double l1 = Fixtures.number(node.get("weight_l1"));
        double giou = Fixtures.number(node.get("weight_giou"));
        check(
                logits,
                () -> Losses.box(torch, logits, target, l1, giou),
                Fixtures.number(node.get("loss")),
                array(node.get("logits_gradient")));
    }

    @Test
    void theWeightsOfTheBoxLossAreThoseOfDetr() {
        JsonNode node = boxes().findFirst().orElseThrow();
        NDArray logits = array(node.get("logits"));
        NDArray target = array(node.get("target_cxcywh"));
        double expected = 5 * Fixtures.number(node.get("l1")) + 2 * Fixtures.number(node.get("giou_loss"));
        assertThat((double) Losses.box(torch, logits, target).getFloat()).isCloseTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("truths")
    void binaryCrossEntropyIsThatOfPyTorchAlsoAtLargeLogits(JsonNode node) {
        NDArray logits = array(node.get("logits"));
        NDArray truths = array(node.get("labels"));
        check(
                logits,
                () -> Losses.binary(torch, logits, truths),
                Fixtures.number(node.get("mean")),
                array(node.get("gradient_of_mean")));
    }

    @Test
    void crossEntropyIsTheMeanSurpriseOfTheRowsThatCount() {
        NDArray logits = torch.array(new float[] {0, 0, (float) Math.log(2), 5, 6, 7, 0, 0, 0}, 3, 3);
        NDArray classes = torch.array(new long[] {2, -100, 1}, 3);
        double expected = (-Math.log(2 / 4.0) - Math.log(1 / 3.0)) / 2;
        double loss = Losses.classes(torch, logits, classes, 0).getFloat();
        assertThat(loss).isCloseTo(expected, within(1e-6));
    }

    @Test
    void smoothingSpreadsThatPartOverAllClasses() {
        NDArray logits = torch.array(new float[] {(float) Math.log(2), 0, 0}, 1, 3);
        NDArray classes = torch.array(new long[] {0}, 1);
        double right = -Math.log(0.5);
        double wrong = -Math.log(0.25);
        double expected = 0.9 * right + 0.1 * (right + 2 * wrong) / 3;
        double loss = Losses.classes(torch, logits, classes, 0.1).getFloat();
        assertThat(loss).isCloseTo(expected, within(1e-6));
    }
}

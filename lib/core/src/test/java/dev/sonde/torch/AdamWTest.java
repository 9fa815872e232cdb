package dev.sonde.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdamWTest {
    private static final String PROBES = """
            def linear_probe(self, x: Tensor, w: List[Tensor]) -> Tensor:
                return torch.linear(x, w[0], w[1])
            def swiglu_probe(self, x: Tensor, w: List[Tensor]) -> Tensor:
                for i in range(len(w) // 2 - 1):
                    a, b = torch.chunk(torch.linear(x, w[2 * i], w[2 * i + 1]), 2, -1)
                    x = torch.silu(a) * b
                return torch.linear(x, w[-2], w[-1])
            def squares(self, w: List[Tensor]) -> Tensor:
                s = torch.sum(w[0] * w[0])
                for x in w[1:]:
                    s = s + torch.sum(x * x)
                return s
            """;

    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<JsonNode> cases() {
        return Fixtures.rows(Fixtures.json("training/training.json").get("cases")).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probesFollowTheTrajectoryOfPyTorch(JsonNode node) {
        Map<String, NDArray> data = TensorFixture.read(torch, "training/data.safetensors");
        Map<String, NDArray> expected =
                TensorFixture.read(torch, "training/" + node.get("name").asText() + ".safetensors");
        Map<String, NDArray> weights = starting(expected, "initial.");
        boolean linear = node.get("probe").asText().equals("linear");
        Kernel probe = torch.kernels(PROBES).get(linear ? "linear_probe" : "swiglu_probe");
        TensorList list = TensorList.of(torch, List.copyOf(weights.values()));
        double[] rates = Fixtures.numbers(node.get("learning_rates"));
        double[] losses = Fixtures.numbers(node.get("losses"));
        float scale = (float) Fixtures.number(node.get("loss_scale"));
        double tolerance = linear ? 5e-6 : 2e-5;
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(weights.values()))) {
            for (int i = 0; i < rates.length; i++) {
                int step = i;
                double loss = torch.training(() -> {
                    NDArray rows = data.get("order").get(step);
                    NDArray features = data.get("features").get(rows);
                    NDArray logits = probe.on(features).with(list).tensor();
                    NDArray scaled = loss(node, logits, data, rows).mul(scale);
                    optimizer.step(scaled, rates[step]);
                    return (double) scaled.getFloat();
                });
                assertThat(loss).as("loss of step " + step).isCloseTo(losses[step], within(1e-5 * losses[step]));
                compare(weights, starting(expected, "step" + (step + 1) + "."), tolerance);
            }
            compareMoments(optimizer, weights, starting(expected, "adam" + rates.length + "."));
        }
    }

    private NDArray loss(JsonNode node, NDArray logits, Map<String, NDArray> data, NDArray rows) {
        return node.get("loss").asText().equals("bce")
                ? Losses.binary(torch, logits.squeeze(-1), data.get("labels").get(rows))
                : Losses.box(torch, logits, data.get("boxes").get(rows));
    }

    private static Map<String, NDArray> starting(Map<String, NDArray> arrays, String prefix) {
        Map<String, NDArray> found = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), array);
            }
        });
        return orderedAsLayers(found);
    }

    // weight before bias in each layer, layers in order
    private static Map<String, NDArray> orderedAsLayers(Map<String, NDArray> arrays) {
        Map<String, NDArray> ordered = new LinkedHashMap<>();
        arrays.keySet().stream()
                .sorted((a, b) -> a.replace("weight", "0").compareTo(b.replace("weight", "0")))
                .forEach(name -> ordered.put(name, arrays.get(name)));
        return ordered;
    }

    private void compare(Map<String, NDArray> ours, Map<String, NDArray> reference, double tolerance) {
        torch.inference(() -> {
            reference.forEach((name, array) -> assertThat(TensorFixture.distance(ours.get(name), array))
                    .as(name)
                    .isLessThan(tolerance));
            return reference.size();
        });
    }

    private void compareMoments(AdamW optimizer, Map<String, NDArray> weights, Map<String, NDArray> reference) {
        assertThat(reference).isNotEmpty();
        List<String> names = new ArrayList<>(weights.keySet());
        for (int i = 0; i < names.size(); i++) {
            NDArray mean = reference.get(names.get(i) + ".m");
            NDArray square = reference.get(names.get(i) + ".v");
            assertThat(TensorFixture.distance(optimizer.state().get("mean." + i), mean))
                    .isLessThan(1e-4 * mean.abs().max().getFloat());
            assertThat(TensorFixture.distance(optimizer.state().get("square." + i), square))
                    .isLessThan(1e-4 * square.abs().max().getFloat());
        }
    }

    private void step(AdamW optimizer, List<NDArray> arrays) {
        torch.training(() -> {
            optimizer.step(loss(arrays), 0.1);
            return 0;
        });
    }

    private NDArray loss(List<NDArray> arrays) {
        return torch.kernels(PROBES).get("squares").on().with(arrays).tensor();
    }

    @Test
    void theFirstStepMovesEveryWeightByTheRateAgainstItsGradient() {
        NDArray weight = torch.array(new float[] {3, -2, 0.5f}, 3);
        try (AdamW optimizer =
                AdamW.of(torch, ParameterGroup.of(List.of(weight)).withWeightDecay(0))) {
            step(optimizer, List.of(weight));
        }
        assertThat(weight.toFloatArray()).containsExactly(new float[] {2.9f, -1.9f, 0.4f}, within(1e-6f));
    }

    @Test
    void eachGroupHasItsOwnDecayAndRate() {
        NDArray plain = torch.array(new float[] {1, 1}, 2);
        NDArray decayed = torch.array(new float[] {1}, 1);
        NDArray slow = torch.array(new float[] {1, 1, 1}, 3);
        ParameterGroup first = ParameterGroup.of(List.of(plain)).withWeightDecay(0);
        ParameterGroup second = ParameterGroup.of(List.of(decayed)).withWeightDecay(0.5);
        ParameterGroup third =
                ParameterGroup.of(List.of(slow)).withWeightDecay(0).withRateFactor(0.1);
        try (AdamW optimizer = AdamW.of(torch, first, second, third)) {
            step(optimizer, List.of(plain, decayed, slow));
        }
        assertThat(plain.getFloat(1)).isCloseTo(0.9f, within(1e-6f));
        assertThat(decayed.getFloat(0)).isCloseTo(1 * (1 - 0.1f * 0.5f) - 0.1f, within(1e-6f));
        assertThat(slow.getFloat(2)).isCloseTo(0.99f, within(1e-6f));
    }

    @Test
    void anArrayThatTheLossDoesNotSeeIsOnlyDecayed() {
        NDArray seen = torch.array(new float[] {1}, 1);
        NDArray unseen = torch.array(new float[] {1}, 1);
        try (AdamW optimizer =
                AdamW.of(torch, ParameterGroup.of(List.of(seen, unseen)).withWeightDecay(0.5))) {
            step(optimizer, List.of(seen));
        }
        assertThat(unseen.getFloat(0)).isCloseTo(0.95f, within(1e-7f));
    }

    @Test
    void clippingScalesAllGradientsTogether() {
        // Gradients 2w = (6, 8) have norm 10: clipped to 1 they are (0.6, 0.8). The mean is a tenth of the gradient.
        NDArray one = torch.array(new float[] {3}, 1);
        NDArray two = torch.array(new float[] {4}, 1);
        AdamWOptions options = AdamWOptions.defaults().withMaxNorm(1);
        List<ParameterGroup> groups = List.of(ParameterGroup.of(List.of(one)), ParameterGroup.of(List.of(two)));
        try (AdamW optimizer = new AdamW(torch, options, groups)) {
            step(optimizer, List.of(one, two));
            assertThat(optimizer.state().get("mean.0").getFloat(0)).isCloseTo(0.06f, within(1e-6f));
            assertThat(optimizer.state().get("mean.1").getFloat(0)).isCloseTo(0.08f, within(1e-6f));
        }
    }

    @Test
    void smallGradientsAreNotClipped() {
        NDArray weight = torch.array(new float[] {0.1f}, 1);
        AdamWOptions options = AdamWOptions.defaults().withMaxNorm(1);
        try (AdamW optimizer = new AdamW(torch, options, List.of(ParameterGroup.of(List.of(weight))))) {
            step(optimizer, List.of(weight));
            assertThat(optimizer.state().get("mean.0").getFloat(0)).isCloseTo(0.02f, within(1e-7f));
        }
    }

    @Test
    void aThousandStepsLeaveNoArrayBehind() {
        NDArray weight = torch.array(new float[] {3, -2, 0.5f}, 3);
        int before = torch.liveArrays();
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(List.of(weight)))) {
            int during = torch.liveArrays();
            for (int step = 0; step < 1000; step++) {
                torch.training(() -> {
                    optimizer.step(loss(List.of(weight)), 0.01);
                    return 0;
                });
            }
            assertThat(torch.liveArrays()).isEqualTo(during);
        }
        assertThat(torch.liveArrays()).isEqualTo(before);
        assertThat(weight.toFloatArray()).containsExactly(new float[] {0, 0, 0}, within(0.05f));
    }

    @Test
    void aTrainingThatWentBackRepeatsItself() {
        NDArray weight = torch.array(new float[] {3, -2, 0.5f}, 3);
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(List.of(weight)))) {
            step(optimizer, List.of(weight));
            Map<String, NDArray> state = new LinkedHashMap<>();
            optimizer.state().forEach((name, array) -> state.put(name, array.duplicate()));
            try (Snapshot snapshot = Snapshot.of(torch, List.of(weight))) {
                step(optimizer, List.of(weight));
                step(optimizer, List.of(weight));
                float[] first = weight.toFloatArray();
                snapshot.restore();
                assertThat(weight.getFloat(0)).isCloseTo(2.9f - 0.003f, within(1e-5f));
                optimizer.restore(state);
                step(optimizer, List.of(weight));
                step(optimizer, List.of(weight));
                assertThat(weight.toFloatArray()).containsExactly(first);
            }
        }
    }

    @Test
    void theStateOfAnotherOptimiserIsRefused() {
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(List.of(torch.zeros(1))))) {
            assertThatThrownBy(() -> optimizer.restore(Map.of("count", torch.zeros())))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("mean.0");
        }
    }

    @Test
    void closingFreezesTheArrays() {
        NDArray weight = torch.array(new float[] {1}, 1);
        AdamW optimizer = AdamW.of(torch, ParameterGroup.of(List.of(weight)));
        assertThat(weight.hasGradient()).isTrue();
        optimizer.close();
        assertThat(weight.hasGradient()).isFalse();
    }

    @Test
    void anArrayInTwoGroupsIsAnError() {
        ParameterGroup group = ParameterGroup.of(List.of(torch.zeros(2)));
        assertThatThrownBy(() -> AdamW.of(torch, group, group))
                .isInstanceOf(SondeException.class)
                .hasMessageContaining("two groups");
    }

    @Test
    void trainingInFloat16IsRefused() {
        try (Torch half = Torch.open(Device.cpu(), Precision.FLOAT16)) {
            assertThatThrownBy(() -> AdamW.of(half, ParameterGroup.of(List.of(half.zeros(1)))))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("FLOAT16");
        }
    }

    @Test
    void gradientsOfPartsAddUpToTheStepOfTheWhole() {
        NDArray whole = torch.array(new float[] {1, -2, 3, 4, 5, 6}, 2, 3);
        NDArray parts = whole.duplicate();
        try (AdamW one = AdamW.of(torch, ParameterGroup.of(List.of(whole)));
                AdamW three = AdamW.of(torch, ParameterGroup.of(List.of(parts)))) {
            int before = torch.liveArrays();
            for (int i = 0; i < 3; i++) {
                torch.training(() -> {
                    one.step(Losses.sum(torch, List.of(loss(List.of(whole))), List.of(1.5)), 0.1);
                    return 0;
                });
                for (int part = 0; part < 3; part++) {
                    torch.training(() -> {
                        three.add(loss(List.of(parts)), 0.5);
                        return 0;
                    });
                }
                three.step(0.1);
            }
            assertThat(torch.liveArrays()).isEqualTo(before);
        }
        assertThat(parts.toFloatArray()).containsExactly(whole.toFloatArray(), within(1e-6f));
    }

    @Test
    void gradientsThatShareTheirMemoryAreAddedOneByOne() {
        NDArray weights = torch.array(new float[] {1, 2, 3}, 3);
        try (AdamW optimizer =
                AdamW.of(torch, ParameterGroup.of(List.of(weights)).withWeightDecay(0))) {
            for (int part = 0; part < 2; part++) {
                torch.training(() -> {
                    optimizer.add(weights.sum(), 1); // its gradient is one number, seen three times
                    return 0;
                });
            }
            optimizer.step(0.5);
        }
        assertThat(weights.toFloatArray()).containsExactly(new float[] {0.5f, 1.5f, 2.5f}, within(1e-5f));
    }

    @Test
    void aStepOfAddedGradientsNeedsSome() {
        NDArray weights = torch.array(new float[] {1}, 1);
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(List.of(weights)))) {
            assertThatThrownBy(() -> optimizer.step(0.1)).isInstanceOf(IllegalStateException.class);
            torch.training(() -> {
                optimizer.add(weights.sum(), 1);
                return 0;
            });
            optimizer.forget();
            assertThatThrownBy(() -> optimizer.step(0.1)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(weights.getFloat()).isEqualTo(1);
    }
}

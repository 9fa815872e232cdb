package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PyTorchEqualityTest {
    private final Torch torch = Torch.open();

    @AfterEach
    void close() {
        torch.close();
    }

    static List<JsonNode> cases() {
        return PyTorchReference.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTrainingOfTheSameSeedIsPyTorchs(JsonNode node) {
        ProbeTrial trial = PyTorchReference.trial(node);
        try (TrainedProbe probe =
                FrozenTrainer.on(torch).train(trial, PyTorchReference.train(node), PyTorchReference.validation(node))) {
            assertThat(probe.history().best().score())
                    .isEqualTo(node.get("best").asDouble());
            assertThat(probe.history().last().lastLoss())
                    .isCloseTo(
                            node.get("loss").asDouble(),
                            within(1e-6 * node.get("loss").asDouble()));
            double tolerance = trial.head() instanceof ProbeHead.Linear ? 1e-7 : 1e-6;
            assertThat(distance(probe, weights(node))).isLessThan(tolerance);
        }
    }

    @Test
    void firstWeightsAndOrderFollowFromTheSeedAsInPyTorch() {
        JsonNode node = PyTorchReference.json().get("linear");
        PyTorchRandom random = new PyTorchRandom(node.get("seed").asLong());
        int in = node.get("in").asInt();
        float bound = (float) (1 / Math.sqrt(in));
        for (String name : List.of("weight", "bias")) {
            for (double expected : Fixtures.numbers(node.get(name))) {
                assertThat((double) random.uniform(-bound, bound)).isCloseTo(expected, within(1e-7));
            }
        }
        for (JsonNode order : node.get("orders")) {
            assertThat(random.permutation(order.size())).isEqualTo(Fixtures.integers(order));
        }
    }

    @Test
    void negativeSeedsAreThoseOfPyTorch() {
        int[] expected = Fixtures.integers(PyTorchReference.json().get("order"));
        assertThat(IntStream.of(new PyTorchRandom(-3).permutation(1000)).limit(expected.length))
                .containsExactly(IntStream.of(expected).boxed().toArray(Integer[]::new));
    }

    // PyTorch's program has the two halves of a SwiGLU layer as two layers; here they are one matrix.
    private static double distance(TrainedProbe probe, Map<String, float[]> expected) {
        List<Float> ours = new ArrayList<>();
        probe.weights().values().forEach(array -> {
            for (float value : array.toFloatArray()) {
                ours.add(value);
            }
        });
        List<Float> theirs = new ArrayList<>();
        expected.values().forEach(values -> {
            for (float value : values) {
                theirs.add(value);
            }
        });
        assertThat(ours).hasSameSizeAs(theirs);
        return IntStream.range(0, ours.size())
                .mapToDouble(i -> Math.abs(ours.get(i) - theirs.get(i)))
                .max()
                .orElseThrow();
    }

    private static Map<String, float[]> weights(JsonNode node) {
        int index = PyTorchReference.cases().indexOf(node);
        Map<String, float[]> all = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(PyTorchReference.path("w" + index + ".safetensors"))) {
            int layers = node.get("layers").asInt();
            if (layers == 1) {
                List.of("weight", "bias")
                        .forEach(name -> all.put(name, file.tensor(name).floats()));
            }
            for (int i = 0; layers > 1 && i < layers; i++) {
                for (String kind : List.of(".weight", ".bias")) {
                    String layer = i == layers - 1 ? i + kind : i + ".a" + kind;
                    all.put(layer, file.tensor(layer).floats());
                    if (i < layers - 1) {
                        all.put(i + ".b" + kind, file.tensor(i + ".b" + kind).floats());
                    }
                }
            }
        }
        return all;
    }
}

package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stored trajectories of PyTorch's AdamW, followed by one probe alone and by a stack of them. */
class TrainingTrajectoryTest {
    private static final int STACK = 3;

    private static final String COPY = """
            def put(self, to: Tensor, source: Tensor) -> int:
                to.copy_(source)
                return 0
            """;

    private final Torch torch = Torch.open();

    @BeforeEach
    void oneThread() {
        torch.threads(1);
    }

    @AfterEach
    void close() {
        torch.close();
    }

    // A loss of truth values has no weight, so a scaled one cannot be asked for.
    static Stream<JsonNode> all() {
        return Fixtures.rows(Fixtures.json("training/training.json").get("cases")).stream()
                .filter(node -> node.get("outputs").asInt() == 4 || Fixtures.number(node.get("loss_scale")) == 1);
    }

    static Stream<JsonNode> linear() {
        return all().filter(node -> node.get("probe").asText().equals("linear"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneProbeFollowsPyTorch(JsonNode node) {
        ProbeTrial trial = trial(node);
        Map<String, NDArray> expected = expected(node);
        try (FeatureLearner learner = new SingleLearner(torch, trial, width())) {
            learner.state().forEach((name, array) -> put(name, "parameter.", array, expected));
            follow(node, learner, "parameter.", expected);
        }
    }

    @ParameterizedTest
    @MethodSource("linear")
    void eachProbeOfAStackFollowsPyTorch(JsonNode node) {
        Map<String, NDArray> expected = expected(node);
        List<ProbeTrial> trials = Collections.nCopies(STACK, trial(node));
        try (LinearStack learner = new LinearStack(torch, trials, 1, width())) {
            torch.inference(() -> {
                copy(learner.state().get("w"), stacked(expected.get("initial.0.weight")));
                copy(learner.state().get("b"), stacked(expected.get("initial.0.bias")));
                return 0;
            });
            follow(node, learner, "", expected);
        }
    }

    private void follow(JsonNode node, FeatureLearner learner, String prefix, Map<String, NDArray> expected) {
        Map<String, NDArray> data = TensorFixture.read(torch, "training/data.safetensors");
        double[] rates = Fixtures.numbers(node.get("learning_rates"));
        double[] losses = Fixtures.numbers(node.get("losses"));
        double tolerance = node.get("probe").asText().equals("linear") ? 5e-6 : 2e-5;
        for (int step = 0; step < rates.length; step++) {
            int now = step;
            double[] rate = new double[learner.trials()];
            Arrays.fill(rate, rates[step]);
            torch.inference(() -> {
                NDArray rows = data.get("order").get(now);
                boolean boxes = node.get("outputs").asInt() == 4;
                NDArray answers = data.get(boxes ? "boxes" : "labels").get(rows);
                NDArray y = boxes ? answers : answers.expandDims(1);
                learner.step(new Given(data.get("features").get(rows), y), rate);
                return 0;
            });
            for (float loss : learner.lastLosses()) {
                assertThat((double) loss)
                        .as("loss of step " + step)
                        .isCloseTo(losses[step], within(1e-5 * losses[step]));
            }
            compare(learner, prefix, "step" + (step + 1) + ".", expected, tolerance);
        }
    }

    private void compare(Learner learner, String prefix, String at, Map<String, NDArray> expected, double tolerance) {
        torch.inference(() -> {
            learner.state().forEach((name, array) -> {
                if (!prefix.isEmpty() && name.startsWith(prefix)) {
                    NDArray reference = expected.get(at + name.substring(prefix.length()));
                    if (reference != null) {
                        assertThat(TensorFixture.distance(array, reference))
                                .as(name)
                                .isLessThan(tolerance);
                    }
                }
            });
            NDArray stacked = expected.get(at + "0.weight");
            if (prefix.isEmpty() && stacked != null) {
                NDArray w = learner.state().get("w").reshape(STACK, -1);
                for (int i = 0; i < STACK; i++) {
                    assertThat(TensorFixture.distance(w.get(i), stacked.reshape(-1)))
                            .isLessThan(tolerance);
                }
            }
            return 0;
        });
    }

    private static NDArray stacked(NDArray one) {
        return NDArrays.concat(new NDList(Collections.nCopies(STACK, one))).expandDims(0);
    }

    private void put(String name, String prefix, NDArray array, Map<String, NDArray> expected) {
        if (name.startsWith(prefix)) {
            copy(array, expected.get("initial." + name.substring(prefix.length())));
        }
    }

    // In place: the trials of a stack are views of the array.
    private void copy(NDArray to, NDArray from) {
        assertThat(to.getShape()).isEqualTo(from.getShape());
        torch.kernels(COPY).get("put").on(to, from).run();
    }

    private Map<String, NDArray> expected(JsonNode node) {
        return TensorFixture.read(torch, "training/" + node.get("name").asText() + ".safetensors");
    }

    private int width() {
        Map<String, NDArray> data = TensorFixture.read(torch, "training/data.safetensors");
        return (int) data.get("features").getShape().get(1);
    }

    private static ProbeTrial trial(JsonNode node) {
        double scale = Fixtures.number(node.get("loss_scale"));
        ProbeTrial trial = ProbeTrial.linear(
                node.get("outputs").asInt() == 4 ? Objective.boxes(2 * scale, 5 * scale) : Objective.truth());
        String probe = node.get("probe").asText();
        return probe.equals("linear")
                ? trial
                : trial.withHead(new ProbeHead.SwiGlu(
                        Integer.parseInt(probe.substring("swiglu".length())),
                        node.get("hidden").asInt()));
    }

    private record Given(NDArray features, NDArray answers) implements FeatureLearner.Rows {
        @Override
        public int count() {
            return (int) features.getShape().get(0);
        }

        @Override
        public NDArray x(int first, int count) {
            return features.get(new NDIndex().addSliceDim(first, first + count));
        }

        @Override
        public NDArray y(int first, int count) {
            return answers.get(new NDIndex().addSliceDim(first, first + count));
        }
    }
}

package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Kernel;
import dev.sonde.torch.Losses;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Q-Former and a linear probe on its queries, trained together. */
class JointTrainingTest {
    private static final String FOLDER = "training/joint/";
    private static final String PROBE = """
            def probe(self, queries: Tensor, w: Tensor, b: Tensor) -> Tensor:
                return torch.linear(torch.flatten(queries, 1), w, b)
            """;

    private final Torch torch = Torch.open();
    private Map<String, NDArray> data;
    private Blip2 blip2;
    private Kernel probe;

    @BeforeEach
    void open() {
        data = TensorFixture.read(torch, FOLDER + "data.safetensors");
        probe = torch.kernels(PROBE).get("probe");
        Blip2Config config = HfConfig.blip2(Fixtures.path("training/joint"));
        Blip2Config still = new Blip2Config(config.vision(), config.qformer().withDropout(0, 0), config.projection());
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(FOLDER + "model.safetensors"))) {
            blip2 = Blip2.load(torch, still, file);
        }
    }

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<JsonNode> cases() {
        return Fixtures.rows(
                Fixtures.json("training/training.json").get("joint").get("cases"))
                .stream();
    }

    /** What is trained: all but the image encoder and the heads. */
    private List<NDArray> resampler() {
        return blip2.parameters()
                .where(name ->
                        name.startsWith("qformer.") || name.startsWith("embeddings.") || name.equals("query_tokens"));
    }

    private NDArray logits(NDArray rows, NDArray weight, NDArray bias, Mode mode) {
        ImageKeys image = blip2.qformer().look(data.get("image_embeds").get(rows));
        TextTokens text = TextTokens.of(
                data.get("input_ids").get(rows), data.get("attention_mask").get(rows));
        HiddenStates states = blip2.qformer().read(image, text, mode);
        return probe.on(states.lastQueries(), weight, bias).tensor();
    }

    private NDArray loss(NDArray logits, NDArray rows) {
        return logits.getShape().get(1) == 1
                ? Losses.binary(torch, logits.squeeze(-1), data.get("labels").get(rows))
                : Losses.box(torch, logits, data.get("boxes").get(rows));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void jointTrainingFollowsTheTrajectoryOfPyTorch(JsonNode node) {
        Map<String, NDArray> expected =
                TensorFixture.read(torch, FOLDER + node.get("name").asText() + ".safetensors");
        NDArray weight = expected.get("initial.probe.weight").duplicate();
        NDArray bias = expected.get("initial.probe.bias").duplicate();
        List<NDArray> trained = new ArrayList<>(resampler());
        trained.addAll(List.of(weight, bias));
        double[] rates = Fixtures.numbers(node.get("learning_rates"));
        double[] losses = Fixtures.numbers(node.get("losses"));
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(trained))) {
            for (int i = 0; i < rates.length; i++) {
                int step = i;
                double loss = torch.training(() -> {
                    NDArray rows = data.get("order").get(step);
                    NDArray value = loss(logits(rows, weight, bias, Mode.TRAIN), rows);
                    optimizer.step(value, rates[step]);
                    return (double) value.getFloat();
                });
                assertThat(loss).as("loss of step " + step).isCloseTo(losses[step], within(1e-5 * losses[step]));
                compare(expected, "step" + (step + 1) + ".", weight, bias);
            }
        }
    }

    private void compare(Map<String, NDArray> expected, String prefix, NDArray weight, NDArray bias) {
        int compared = torch.inference(() -> {
            int count = 0;
            for (Map.Entry<String, NDArray> entry : expected.entrySet()) {
                String name = entry.getKey();
                // A key's bias cannot change a softmax: its gradient is rounding noise, which Adam blows up.
                if (name.startsWith(prefix) && !name.endsWith("key.bias")) {
                    NDArray ours = array(name.substring(prefix.length()), weight, bias);
                    assertThat(distance(ours, entry.getValue())).as(name).isLessThan(1e-4);
                    count++;
                }
            }
            return count;
        });
        boolean stored = expected.keySet().stream().anyMatch(name -> name.startsWith(prefix));
        assertThat(compared > 0).isEqualTo(stored);
    }

    private NDArray array(String name, NDArray weight, NDArray bias) {
        return switch (name) {
            case "probe.weight" -> weight;
            case "probe.bias" -> bias;
            default -> blip2.parameters().get(name);
        };
    }

    @Test
    void aThousandStepsOfVaryingLengthLeaveNoArrayBehind() {
        QFormerConfig small = new QFormerConfig(2, 8, 2, 2, 16, 4, 2, true, 20, 8, 0, 1e-12, 0.1, 0.1);
        Parameters[] weights = new Parameters[1];
        QFormer qformer = Parameters.random(torch, parameters -> {
            weights[0] = parameters;
            return new QFormer(small, parameters.weights(), QFormer.Names.BLIP2);
        });
        NDArray image = torch.zeros(2, 3, 4).add(1);
        List<NDArray> trained = List.copyOf(weights[0].arrays().values());
        try (AdamW optimizer = AdamW.of(torch, ParameterGroup.of(trained))) {
            int before = torch.liveArrays();
            for (int step = 0; step < 1000; step++) {
                int words = 1 + step % 5;
                torch.training(() -> {
                    NDArray ids = torch.array(new long[2 * words], 2, words).add(1);
                    TextTokens text = new TextTokens(ids, Optional.empty());
                    HiddenStates states = qformer.read(qformer.look(image), text, Mode.TRAIN);
                    optimizer.step(states.lastQueries().get(":, :, 0").sum(), 1e-4);
                    return 0;
                });
                assertThat(torch.liveArrays()).isEqualTo(before);
            }
        }
    }
}

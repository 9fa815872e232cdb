package dev.sonde.probe;

import static dev.sonde.torch.TensorFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.Fixtures;
import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.Frame;
import dev.sonde.data.Split;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.HfConfig;
import dev.sonde.model.ImageTextPairs;
import dev.sonde.model.ImageTokens;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The learner of a joint training against a Q-Former and a probe that PyTorch trained together. */
class JointTrajectoryTest {
    private static final String FOLDER = "training/joint/";

    private final Torch torch = Torch.open();
    private final Map<String, NDArray> stored = TensorFixture.read(torch, FOLDER + "data.safetensors");

    @AfterEach
    void close() {
        torch.close();
    }

    static Stream<JsonNode> cases() {
        return Fixtures.rows(
                Fixtures.json("training/training.json").get("joint").get("cases"))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aJointTrainingIsThatOfPyTorch(JsonNode node) {
        follow(node, JointOptions.defaults());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aJointTrainingPairByPairIsThatOfPyTorch(JsonNode node) {
        follow(node, JointOptions.defaults().withPart(1));
    }

    private void follow(JsonNode node, JointOptions options) {
        Map<String, NDArray> expected =
                TensorFixture.read(torch, FOLDER + node.get("name").asText() + ".safetensors");
        boolean boxes = node.get("outputs").asInt() == 4;
        ProbeTrial trial = ProbeTrial.linear(boxes ? Objective.boxes() : Objective.truth());
        Map<String, NDArray> weights = new LinkedHashMap<>();
        List.of("weight", "bias")
                .forEach(name -> weights.put(
                        "0." + name, expected.get("initial.probe." + name).duplicate()));
        JointData data = data(boxes);
        try (SafetensorsFile file = SafetensorsFile.open(Fixtures.path(FOLDER + "model.safetensors"));
                JointNetwork network = model(file).open(torch, file);
                JointHead head = new JointHead(torch, trial, weights);
                JointLearner learner = new JointLearner(torch, trial, options, network, head, data, data)) {
            double[] rates = Fixtures.numbers(node.get("learning_rates"));
            double[] losses = Fixtures.numbers(node.get("losses"));
            for (int step = 0; step < rates.length; step++) {
                learner.step(step, rows(step), new double[] {rates[step]});
                assertThat((double) learner.lastLosses()[0])
                        .as("loss of step " + step)
                        .isCloseTo(losses[step], within(1e-5 * losses[step]));
            }
            compare(expected, "step" + rates.length + ".", network, weights);
        }
    }

    private static JointModel model(SafetensorsFile file) {
        Blip2Config config = HfConfig.blip2(Fixtures.path("training/joint"));
        return JointModel.blip2(config.qformer().withDropout(0, 0), file);
    }

    private int[] rows(int step) {
        return Arrays.stream(stored.get("order").get(step).toLongArray())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private JointData data(boolean boxes) {
        int size = (int) stored.get("input_ids").getShape().get(0);
        long[] ids = stored.get("input_ids").toLongArray();
        long[] mask = stored.get("attention_mask").toLongArray();
        int length = ids.length / size;
        List<int[]> texts = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            int start = row * length;
            texts.add(IntStream.range(start, start + length)
                    .filter(i -> mask[i] == 1)
                    .map(i -> (int) ids[i])
                    .toArray());
            Answer answer =
                    boxes ? box(row) : new Answer.Truth(stored.get("labels").getFloat(row) > 0.5);
            examples.add(new Example("row-" + row, "image-" + row, "text", answer, Map.of()));
        }
        float[] images = stored.get("image_embeds").toFloatArray();
        int imageSize = images.length / size;
        long[] shape = stored.get("image_embeds").getShape().getShape();
        ImageTokens tokens = numbers -> {
            float[] chosen = new float[numbers.size() * imageSize];
            for (int i = 0; i < numbers.size(); i++) {
                System.arraycopy(images, numbers.get(i) * imageSize, chosen, i * imageSize, imageSize);
            }
            return torch.array(chosen, numbers.size(), shape[1], shape[2]);
        };
        ImageTextPairs pairs = ImageTextPairs.of(IntStream.range(0, size).toArray(), texts);
        return JointData.of(new Split("fixture", examples), pairs, tokens);
    }

    private Answer box(int row) {
        float[] box = stored.get("boxes").get(row).toFloatArray();
        return new Answer.Region(Box.centred(box[0], box[1], box[2], box[3], Frame.UNIT));
    }

    private void compare(
            Map<String, NDArray> expected, String prefix, JointNetwork network, Map<String, NDArray> weights) {
        List<String> compared = new ArrayList<>();
        expected.forEach((name, array) -> {
            // A key's bias cannot change a softmax: its gradient is rounding noise, which Adam blows up.
            if (name.startsWith(prefix) && !name.endsWith("key.bias")) {
                String rest = name.substring(prefix.length());
                NDArray ours = rest.startsWith("probe.")
                        ? weights.get("0." + rest.substring("probe.".length()))
                        : network.parameters().get(rest);
                assertThat(torch.<Double>inference(() -> distance(ours, array)))
                        .as(name)
                        .isLessThan(1e-4);
                compared.add(rest);
            }
        });
        assertThat(compared).contains("probe.weight", "query_tokens").hasSizeGreaterThan(50);
    }
}

package dev.sonde.model;

import static dev.sonde.torch.TensorFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.AdamW;
import dev.sonde.torch.Device;
import dev.sonde.torch.ParameterGroup;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Precision;
import dev.sonde.torch.TensorFixture;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same model from every way in which it is published, and in every precision. */
class Blip2WeightsTest {
    private static final String FOLDER = "qformer-blip2/";

    private static Blip2 load(Torch torch, String source) {
        return load(torch, Fixtures.path(FOLDER + source));
    }

    private static Blip2 load(Torch torch, Path path) {
        Blip2Config config = HfConfig.blip2(Fixtures.path(FOLDER + "model"));
        try (Checkpoint checkpoint = Checkpoint.blip2(TensorSource.open(path), config)) {
            return Blip2.load(torch, config, checkpoint);
        }
    }

    private static NDArray matching(Torch torch, Blip2 blip2) {
        Map<String, NDArray> inputs = TensorFixture.read(torch, FOLDER + "inputs.safetensors");
        TextTokens text = TextTokens.of(inputs.get("input_ids"), inputs.get("attention_mask"));
        return blip2.matching(
                blip2.hiddenStates(inputs.get("pixel_values"), text).lastQueries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model-sharded", "lavis/blip2_tiny.pth"})
    void everyPublishedFormGivesTheSameNumbers(String source) {
        try (Torch torch = Torch.open()) {
            NDArray reference = matching(torch, load(torch, "model"));
            assertThat(distance(matching(torch, load(torch, source)), reference))
                    .isZero();
        }
    }

    @Test
    void aModelThatWasWrittenGivesTheSameNumbers(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            torch.seed(1);
            Blip2 random = Blip2.random(torch, HfConfig.blip2(Fixtures.path(FOLDER + "model")));
            Path file = folder.resolve("model.safetensors");
            SafetensorsWriter.write(
                    file, Map.of("format", "pt"), random.parameters().stored());
            assertThat(distance(matching(torch, load(torch, file)), matching(torch, random)))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"BFLOAT16", "FLOAT16"})
    void halfPrecisionIsNearAndNotEqual(Precision precision) {
        try (Torch torch = Torch.open(Device.cpu(), precision)) {
            NDArray expected =
                    TensorFixture.read(torch, FOLDER + "expected.safetensors").get("itm_logits");
            double distance = distance(matching(torch, load(torch, "model")), expected);
            double range = expected.abs().max().getFloat();
            assertThat(distance).isBetween(1e-5 * range, 0.1 * range);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"BFLOAT16", "FLOAT16"})
    void weightsKeptInHalfPrecisionGiveTheSameAsThoseRoundedWhenUsed(Precision precision) {
        try (Torch torch = Torch.open(Device.cpu(), precision)) {
            Blip2Config config = HfConfig.blip2(Fixtures.path(FOLDER + "model"));
            try (TensorSource source = TensorSource.open(Fixtures.path(FOLDER + "model"))) {
                Blip2 frozen = Parameters.loadFrozen(torch, source, parameters -> new Blip2(config, parameters));
                NDArray expected = TensorFixture.read(torch, FOLDER + "expected.safetensors")
                        .get("itm_logits");
                assertThat(distance(matching(torch, frozen), expected))
                        .isLessThan(0.1 * expected.abs().max().getFloat());
            }
        }
    }

    @Test
    void trainingInBfloat16MovesMastersInSinglePrecision() {
        try (Torch torch = Torch.open(Device.cpu(), Precision.BFLOAT16)) {
            Blip2 blip2 = load(torch, "model");
            NDArray weight = blip2.parameters().get("qformer.encoder.layer.0.crossattention.attention.key.weight");
            NDArray before = weight.duplicate();
            double first;
            double last;
            try (AdamW optimizer = AdamW.of(
                    torch,
                    ParameterGroup.of(blip2.parameters()
                            .where(name -> name.startsWith("qformer.") || name.startsWith("itm_head"))))) {
                first = step(torch, blip2, optimizer);
                step(torch, blip2, optimizer);
                last = step(torch, blip2, optimizer);
            }
            assertThat(last).isLessThan(first);
            // Steps of 1e-4 would be lost in weights of 8 bits: all of them must have moved.
            NDArray moved = weight.sub(before).abs();
            assertThat((double) moved.mean().getFloat()).isBetween(1e-4, 4e-4);
        }
    }

    private static double step(Torch torch, Blip2 blip2, AdamW optimizer) {
        return torch.training(() -> {
            NDArray loss = matching(torch, blip2).square().mean();
            optimizer.step(loss, 1e-4);
            return (double) loss.getFloat();
        });
    }
}

package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.Box;
import dev.sonde.format.TensorSource;
import dev.sonde.torch.Torch;
import dev.sonde.world.CaptionOptions;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The object-aware objective, and a training with it in miniature. */
class GroundingTest {
    private static final CaptionOptions CAPTIONS =
            CaptionOptions.defaults().withLocationPercent(20).withLocationFoilPercent(30);
    private static final MiniRecipe PLAIN = new MiniRecipe(
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(24, 8, 8)),
            StageOptions.of(1, 1e-3),
            4,
            List.of(
                    new MiniRecipe.Phase(CAPTIONS, StageOptions.of(2, 1e-3).withIntervals(1, 2, 1)),
                    new MiniRecipe.Phase(CAPTIONS, StageOptions.of(12, 2e-3).withIntervals(1, 12, 4))),
            6,
            4,
            1);

    private static final NamedThings MIDDLE = new NamedThings(
            List.of(0, 1), List.of(0, 2), List.of(Box.unit(0.25, 0.25, 0.5, 0.5), Box.unit(0, 0, 0.5, 0.5)));

    @Test
    void aHeadOfZerosSaysTheMiddle() {
        try (Torch torch = Torch.open()) {
            Grounding grounding = new Grounding(torch, 3, 1, 1);
            grounding.weights().values().forEach(array -> set(array, 0));
            NDArray queries = torch.array(new float[2 * 5 * 3], 2, 5, 3);

            // The middle half of the image: one thing is there, of the other it covers a quarter of each.
            Map<String, Double> measures = grounding.evaluate(queries, MIDDLE);
            assertThat(measures.get("things found")).isEqualTo(0.5);
            assertThat(measures.get("mean IoU")).isCloseTo((1 + 1 / 7.0) / 2, within(1e-6));
        }
    }

    @Test
    void theLossIsDetrsOfTheAnswersOfTheThingsThatAreNamed() {
        try (Torch torch = Torch.open()) {
            Grounding grounding = new Grounding(torch, 3, 1, 1);
            grounding.weights().values().forEach(array -> set(array, 0));
            NDArray bias = grounding.weights().get("boxes.bias");
            float[] values = new float[12];
            values[8] = (float) Math.log(0.25 / 0.75); // centre x and y of third things
            values[9] = values[8];
            bias.set(FloatBuffer.wrap(values));
            NDArray queries = torch.array(new float[2 * 5 * 3], 2, 5, 3);

            StepLoss loss = grounding.added(StepLoss.of(torch.zeros(1), 1), queries, MIDDLE);
            assertThat(loss.shown().get("boxes").getFloat()).isCloseTo(0, within(1e-5f));
            NamedThings first = new NamedThings(List.of(1), List.of(0), List.of(Box.unit(0, 0, 0.5, 0.5)));
            StepLoss other = grounding.added(StepLoss.of(torch.zeros(1), 1), queries, first);
            // L1 0.25 twice; IoU 1 / 7, a hull of 9 / 16 of which 7 / 16 are covered.
            double expected = 5 * 0.5 + 2 * (1 - (1 / 7.0 - 2 / 9.0));
            assertThat(other.shown().get("boxes").getFloat()).isCloseTo((float) expected, within(1e-4f));
        }
    }

    @Test
    void theLossFallsAndTheHeadIsNotInTheCheckpoint(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            LearningCurve plain = last(trained(torch, PLAIN, folder, point -> {}));
            Blip2Training training = new Blip2Training(torch, PLAIN.objectAware(), folder, point -> {});
            training.encoder();
            LearningCurve aware = last(training.stage1());

            assertThat(aware.last("boxes").orElseThrow())
                    .isLessThan(0.9 * aware.of("boxes").get(0).value());
            assertThat(aware.quantities()).contains("things found", "mean IoU");
            assertThat(plain.quantities()).doesNotContain("boxes", "things found");
            // Its control reads the same captions of the same scenes, with the same weights at the start.
            for (String quantity : List.of("contrast", "matching", "writing")) {
                assertThat(aware.of(quantity).get(0))
                        .as(quantity)
                        .isEqualTo(plain.of(quantity).get(0));
                assertThat(aware.of(quantity).get(9))
                        .as(quantity)
                        .isNotEqualTo(plain.of(quantity).get(9));
            }
            Path written = training.write();
            assertThat(written).isEqualTo(folder.resolve("objects"));
            try (TensorSource checkpoint = TensorSource.open(written)) {
                assertThat(checkpoint.names())
                        .containsExactlyInAnyOrderElementsOf(
                                training.model().blip2().parameters().arrays().keySet());
                assertThat(checkpoint.names()).noneMatch(name -> name.contains("boxes"));
            }
        }
    }

    @Test
    void aTrainingThatWasStoppedGoesOnToTheSameBits(@TempDir Path whole, @TempDir Path stopped) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            MiniRecipe recipe = PLAIN.objectAware();
            LearningCurve expected = last(trained(torch, recipe, whole, point -> {}));
            Consumer<LearningCurve.Point> stopping = point -> {
                if (point.quantity().equals("boxes") && point.step() == 6) {
                    throw new CancellationException("stopped");
                }
            };
            assertThatThrownBy(() -> trained(torch, recipe, stopped, stopping))
                    .isInstanceOf(CancellationException.class);

            assertThat(last(trained(torch, recipe, stopped, point -> {}))).isEqualTo(expected);
            assertThat(stopped.resolve("stage1-2-objects/state.safetensors"))
                    .hasSameBinaryContentAs(whole.resolve("stage1-2-objects/state.safetensors"));
        }
    }

    private static List<LearningCurve> trained(
            Torch torch, MiniRecipe recipe, Path folder, Consumer<LearningCurve.Point> watcher) {
        Blip2Training training = new Blip2Training(torch, recipe, folder, watcher);
        training.encoder();
        return training.stage1();
    }

    private static LearningCurve last(List<LearningCurve> curves) {
        return curves.get(curves.size() - 1);
    }

    private static void set(NDArray array, float value) {
        float[] values = new float[(int) array.size()];
        java.util.Arrays.fill(values, value);
        array.set(FloatBuffer.wrap(values));
    }
}

package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.TensorSource;
import dev.sonde.model.Blip2;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.HfConfig;
import dev.sonde.torch.Torch;
import dev.sonde.world.CaptionOptions;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in miniature: a few steps of each stage on a few scenes. */
class Blip2TrainingTest {
    private static final CaptionOptions CAPTIONS =
            CaptionOptions.defaults().withLocationPercent(20).withLocationFoilPercent(30);
    private static final MiniRecipe RECIPE = new MiniRecipe(
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(64, 16, 8)),
            StageOptions.of(24, 3e-3).withIntervals(4, 24, 8),
            12,
            List.of(
                    new MiniRecipe.Phase(CAPTIONS, StageOptions.of(16, 2e-3).withIntervals(4, 16, 8)),
                    new MiniRecipe.Phase(
                            CAPTIONS.withLocationFoilPercent(60),
                            StageOptions.of(8, 1e-3).withIntervals(4, 8, 8))),
            8,
            6,
            1);

    @Test
    void curvesFallAndTheCheckpointIsTheModel(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            Blip2Training training = new Blip2Training(torch, RECIPE, folder, point -> {});
            Map<String, float[]> before = values(training.model().blip2());
            LearningCurve encoder = training.encoder();
            Map<String, float[]> between = values(training.model().blip2());
            List<LearningCurve> phases = training.stage1();
            LearningCurve stage1 = phases.get(0);

            assertThat(last(encoder, "loss")).isLessThan(0.8 * first(encoder, "loss"));
            assertThat(last(stage1, "loss")).isLessThan(0.9 * first(stage1, "loss"));
            assertThat(last(stage1, "writing")).isLessThan(0.8 * first(stage1, "writing"));
            assertThat(last(phases.get(1), "loss")).isLessThan(0.9 * first(stage1, "loss"));
            assertThat(stage1.quantities())
                    .contains("recall of texts", "recall of images", "twins accuracy", "location twins order");
            Map<String, float[]> after = values(training.model().blip2());
            after.forEach((name, values) -> {
                boolean vision = name.startsWith("vision_model.");
                assertThat(values).as(name).isNotEqualTo(before.get(name));
                assertThat(Arrays.equals(values, between.get(name)))
                        .as("%s is frozen in stage 1", name)
                        .isEqualTo(vision);
            });
            assertReadAsWritten(torch, training);
        }
    }

    @Test
    void theSameRecipeGivesTheSameBits(@TempDir Path one, @TempDir Path other) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            Map<String, float[]> first = trained(torch, one);
            Map<String, float[]> second = trained(torch, other);

            assertThat(second.keySet()).isEqualTo(first.keySet());
            second.forEach((name, values) -> assertThat(values).as(name).isEqualTo(first.get(name)));
        }
    }

    private static Map<String, float[]> trained(Torch torch, Path folder) {
        Blip2Training training = new Blip2Training(torch, RECIPE.withShare(0.25), folder, point -> {});
        training.encoder();
        training.stage1();
        return values(training.model().blip2());
    }

    private static void assertReadAsWritten(Torch torch, Blip2Training training) {
        Path written = training.write();
        Blip2Config config = HfConfig.blip2(written);
        assertThat(config).isEqualTo(MiniConfigs.blip2());
        try (Checkpoint weights = Checkpoint.blip2(TensorSource.open(written), config)) {
            Blip2 read = Stage1Model.load(torch, config, weights).blip2();
            Map<String, float[]> expected = values(training.model().blip2());
            HalfPrecision.assertStored(expected, values(read));
        }
    }

    private static Map<String, float[]> values(Blip2 blip2) {
        return HalfPrecision.values(blip2.parameters());
    }

    private static double first(LearningCurve curve, String quantity) {
        return curve.of(quantity).get(0).value();
    }

    private static double last(LearningCurve curve, String quantity) {
        List<LearningCurve.Point> points = curve.of(quantity);
        return points.get(points.size() - 1).value();
    }
}

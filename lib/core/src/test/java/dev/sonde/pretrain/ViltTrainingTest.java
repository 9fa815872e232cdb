package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.TensorSource;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.HfConfig;
import dev.sonde.model.ViltConfig;
import dev.sonde.torch.Torch;
import dev.sonde.world.CaptionOptions;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ViLT's training in miniature: a few steps on a few scenes. */
class ViltTrainingTest {
    private static final CaptionOptions CAPTIONS =
            CaptionOptions.defaults().withLocationPercent(20).withLocationFoilPercent(30);
    private static final WorldData DATA =
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(32, 16, 8));
    private static final ViltRecipe RECIPE = new ViltRecipe(
            List.of(
                    new ViltRecipe.Phase(CAPTIONS, StageOptions.of(16, 3e-3).withIntervals(4, 16, 8), 8, 0),
                    new ViltRecipe.Phase(CAPTIONS, StageOptions.of(8, 1e-3).withIntervals(4, 8, 8), 8, 6)),
            1);

    @Test
    void wordsAreLearnedAllWeightsMoveAndTheCheckpointIsTheModel(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            ViltTraining training = training(torch, folder);
            Map<String, float[]> before = values(training.model());
            List<LearningCurve> curves = training.run();

            List<LearningCurve.Point> words = curves.get(0).of("masked words");
            assertThat(words.get(words.size() - 1).value())
                    .isLessThan(0.8 * words.get(0).value());
            assertThat(curves.get(0).quantities()).doesNotContain("matching");
            assertThat(curves.get(1).quantities())
                    .contains("masked words", "matching", "false twins", "hidden words", "location twins order");
            // Segment 1 of the text is never used, nor are places behind the longest caption.
            values(training.model())
                    .forEach((name, values) -> assertThat(values).as(name).isNotEqualTo(before.get(name)));
            assertReadAsWritten(torch, training);
        }
    }

    @Test
    void theSameRecipeGivesTheSameBits(@TempDir Path one, @TempDir Path other) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            Map<String, float[]> first = trained(torch, one);
            Map<String, float[]> second = trained(torch, other);

            second.forEach((name, values) -> assertThat(values).as(name).isEqualTo(first.get(name)));
        }
    }

    private static Map<String, float[]> trained(Torch torch, Path folder) {
        ViltTraining training =
                new ViltTraining(torch, RECIPE.withShare(0.25), encoder(torch), DATA, folder, point -> {});
        training.run();
        return values(training.model());
    }

    private static ViltTraining training(Torch torch, Path folder) {
        return new ViltTraining(torch, RECIPE, encoder(torch), DATA, folder, point -> {});
    }

    private static SceneEncoder encoder(Torch torch) {
        return SceneEncoder.of(torch, Stage1Model.random(torch, MiniConfigs.blip2(), Initialisation.narrow(), 2));
    }

    private static void assertReadAsWritten(Torch torch, ViltTraining training) {
        Path written = training.write();
        ViltConfig config = HfConfig.vilt(written);
        assertThat(config).isEqualTo(MiniConfigs.vilt());
        try (Checkpoint weights = Checkpoint.vilt(TensorSource.open(written), config)) {
            Map<String, float[]> expected = values(training.model());
            Map<String, float[]> read = values(ViltWithHeads.load(torch, config, weights));
            HalfPrecision.assertStored(expected, read);
        }
    }

    private static Map<String, float[]> values(ViltWithHeads model) {
        return HalfPrecision.values(model.vilt().parameters());
    }
}

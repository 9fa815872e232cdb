package dev.sonde.pretrain;

import static dev.sonde.pretrain.HalfPrecision.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.TensorSource;
import dev.sonde.model.Blip2;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.QFormerNames;
import dev.sonde.torch.Torch;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in miniature: a few steps of each stage on a few scenes. */
class InstructBlipTrainingTest {
    private static final InstructRecipe RECIPE = new InstructRecipe(
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(64, 16, 8)),
            StageOptions.of(24, 5e-3).withIntervals(4, 24, 8),
            8,
            StageOptions.of(24, 3e-3).withIntervals(4, 24, 8),
            8,
            25,
            1);

    @Test
    void curvesFallAndEachStageMovesItsOwnPartOnly(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            InstructBlipTraining training = training(torch, RECIPE, folder);
            Map<String, float[]> before = values(training.model().parameters());
            LearningCurve language = training.language();
            Map<String, float[]> between = values(training.model().parameters());
            LearningCurve instruct = training.instruct();
            Map<String, float[]> after = values(training.model().parameters());

            assertThat(last(language, "text")).isLessThan(0.8 * first(language, "text"));
            assertThat(last(language, "answers")).isLessThan(0.8 * first(language, "answers"));
            assertThat(language.quantities()).contains("answers read", "locations read");
            assertThat(last(instruct, "loss")).isLessThan(0.9 * first(instruct, "loss"));
            assertThat(instruct.quantities()).contains("answers", "what colour", "is there");
            after.forEach((name, values) -> {
                boolean isLanguage = name.startsWith("language_model.");
                boolean isVision = name.startsWith("vision_model.");
                assertThat(!Arrays.equals(between.get(name), before.get(name)))
                        .as("%s moves in the first stage", name)
                        .isEqualTo(isLanguage);
                assertThat(!Arrays.equals(values, between.get(name)))
                        .as("%s moves in the second stage", name)
                        .isEqualTo(!isLanguage && !isVision);
            });
            assertReadAsWritten(torch, training);
        }
    }

    @Test
    void itBeginsWithTheImageEncoderAndTheWholeQFormerOfBlip2(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Blip2 blip2 = MiniModels.blip2(torch);
            Map<String, float[]> there = values(blip2.parameters());
            Set<String> taken = new TreeSet<>();
            values(training(torch, RECIPE, folder).model().parameters()).forEach((name, values) -> {
                String other = QFormerNames.inBlip2(name);
                if (!name.startsWith("language_")) {
                    taken.add(other);
                    assertThat(values).as(name).isEqualTo(there.get(other));
                }
            });

            assertThat(there.keySet()).containsAll(taken);
            assertThat(there.keySet().stream().filter(name -> !taken.contains(name)))
                    .allMatch(name -> name.matches("(vision|text)_projection.*|itm_head.*"));
        }
    }

    @Test
    void theSameRecipeGivesTheSameBitsAlsoWhenItWasInterrupted(@TempDir Path one, @TempDir Path other) {
        InstructRecipe recipe = RECIPE.withShare(0.25);
        try (Torch torch = Torch.open()) {
            torch.threads(1);
            InstructBlipTraining first = training(torch, recipe, one);
            first.language();
            first.instruct();
            training(torch, recipe, other).language(); // as if it had been killed here
            InstructBlipTraining second = training(torch, recipe, other);
            second.language();
            second.instruct();

            Map<String, float[]> expected = values(first.model().parameters());
            values(second.model().parameters())
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
        }
    }

    private static InstructBlipTraining training(Torch torch, InstructRecipe recipe, Path folder) {
        return new InstructBlipTraining(torch, recipe, MiniModels.blip2Folder(), folder, point -> {});
    }

    private static void assertReadAsWritten(Torch torch, InstructBlipTraining training) {
        Path written = training.write();
        InstructBlipConfig config = HfConfig.instructBlip(written);
        assertThat(config).isEqualTo(MiniConfigs.instructBlip());
        try (Checkpoint weights = Checkpoint.instructBlip(TensorSource.open(written), config)) {
            Map<String, float[]> expected = values(training.model().parameters());
            Map<String, float[]> read =
                    values(InstructBlip.load(torch, config, weights).parameters());
            HalfPrecision.assertStored(expected, read);
        }
    }

    private static double first(LearningCurve curve, String quantity) {
        return curve.of(quantity).get(0).value();
    }

    private static double last(LearningCurve curve, String quantity) {
        return curve.last(quantity).orElseThrow();
    }
}

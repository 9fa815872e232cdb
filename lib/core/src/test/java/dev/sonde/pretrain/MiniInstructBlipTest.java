package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.format.TensorSource;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.WeightsHash;
import dev.sonde.torch.Torch;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import dev.sonde.world.WorldSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The InstructBLIP that comes with Sonde. */
class MiniInstructBlipTest {
    private static final SceneFeed SCENES = new SceneFeed(
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(1, 1, 128)), WorldPart.TEST);

    @Test
    void itAnswersQuestionsAboutScenesThatAreNew(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            InstructBlip model = MiniModels.instructBlip(torch);
            try (SceneTokens tokens = SceneTokens.openOrWrite(
                    SceneEncoder.of(torch, model), SCENES, folder.resolve("tokens.safetensors"))) {
                InstructEvaluation evaluation =
                        new InstructEvaluation(torch, MiniConfigs.languageText(), SCENES, tokens, SCENES.size());
                Map<String, Double> right = evaluation.of(model);
                Map<String, Double> majority = evaluation.majority();

                assertThat(right.get("answers")).isGreaterThan(0.9);
                assertThat(right.keySet()).isEqualTo(majority.keySet()).hasSize(6);
                right.forEach((form, share) -> assertThat(share).as(form).isGreaterThan(majority.get(form)));
            }
        }
    }

    @Test
    void itsFolderIsAModelOfTheHubAndItsCardNamesTheWeights() throws IOException {
        Path folder = MiniModels.instructBlipFolder();
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));

        assertThat(folder.resolve("README.md")).content().contains(MiniModels.sha256(weights));
        assertThat(HfConfig.instructBlip(folder)).isEqualTo(MiniConfigs.instructBlip());
        assertThat(MiniModels.instructBlipFolder()).isEqualTo(folder);
    }

    @Test
    void itSeesThroughTheImageEncoderOfBlip2() {
        try (TensorSource blip2 = TensorSource.open(MiniModels.blip2Folder());
                TensorSource instructBlip = TensorSource.open(MiniModels.instructBlipFolder())) {
            assertThat(WeightsHash.ofVision(instructBlip)).isEqualTo(WeightsHash.ofVision(blip2));
        }
    }
}

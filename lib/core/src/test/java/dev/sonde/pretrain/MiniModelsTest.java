package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.model.Blip2;
import dev.sonde.model.HfConfig;
import dev.sonde.torch.Torch;
import dev.sonde.world.CaptionOptions;
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

/** The checkpoint that comes with Sonde. */
class MiniModelsTest {
    private static final SceneFeed SCENES = new SceneFeed(
            WorldData.of(World.defaults())
                    .withSizes(WorldSizes.defaults().withScenes(1, 1, 96))
                    .withCaptions(CaptionOptions.defaults().withLocationPercent(0)),
            WorldPart.TEST);
    private static final SceneFeed LOCATED = new SceneFeed(
            SCENES.data().withCaptions(CaptionOptions.defaults().withLocationFoilPercent(90)), WorldPart.TEST);

    @Test
    void itFindsCaptionsAndTellsThemFromFalseTwinsOnScenesThatAreNew(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Map<String, Double> trained = measures(torch, MiniModels.stage1(torch), folder.resolve("trained"));

            // Chance: 1 of 96, and a half.
            assertThat(trained.get("recall of texts")).isGreaterThan(0.7);
            assertThat(trained.get("recall of images")).isGreaterThan(0.7);
            assertThat(trained.get("twins accuracy")).isGreaterThan(0.85);
            assertThat(trained.get("twins order")).isGreaterThan(0.9);
        }
    }

    @Test
    void itsUntrainedTwinDoesNot(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Stage1Model twin = Stage1Model.random(torch, MiniConfigs.blip2(), Initialisation.narrow(), 1);
            Map<String, Double> untrained = measures(torch, twin, folder.resolve("untrained"));

            assertThat(untrained.get("recall of texts")).isLessThan(0.1);
            assertThat(untrained.get("twins order")).isBetween(0.35, 0.65);
        }
    }

    @Test
    void itsFolderIsAModelOfTheHubAndItsCardNamesTheWeights() throws IOException {
        Path folder = MiniModels.blip2Folder();

        assertIsOfTheHubWithItsCard(folder);
        assertThat(MiniModels.blip2Folder()).isEqualTo(folder);
    }

    private static void assertIsOfTheHubWithItsCard(Path folder) throws IOException {
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));

        assertThat(folder.resolve("README.md")).content().contains(MiniModels.sha256(weights));
        assertThat(HfConfig.blip2(folder)).isEqualTo(MiniConfigs.blip2());
    }

    @Test
    void theObjectAwareOneTellsWhereThingsAreAndTheImageEncoderIsTheSame(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Stage1Model aware = MiniModels.objectAware(torch);
            Stage1Model plain = MiniModels.stage1(torch);
            double told =
                    measures(torch, aware, LOCATED, folder.resolve("aware")).get("location twins order");
            double control =
                    measures(torch, plain, LOCATED, folder.resolve("plain")).get("location twins order");

            assertThat(told).isGreaterThan(0.9).isGreaterThan(control + 0.1);
            plain.visionWeights().forEach((name, array) -> assertThat(
                            aware.visionWeights().get(name).toFloatArray())
                    .as(name)
                    .isEqualTo(array.toFloatArray()));
        }
    }

    @Test
    void theFolderOfTheObjectAwareOneIsAModelOfTheHubAndItsCardNamesTheWeights() throws IOException {
        Path folder = MiniModels.objectAwareFolder();

        assertIsOfTheHubWithItsCard(folder);
        assertThat(MiniModels.objectAwareCurve().last("things found").orElseThrow())
                .isGreaterThan(0.5);
    }

    @Test
    void itIsTheModelOfTheRecipesSizes() {
        try (Torch torch = Torch.open()) {
            Blip2 shipped = MiniModels.blip2(torch);
            Blip2 twin = MiniModels.untrainedBlip2(torch, 1);

            assertThat(twin.parameters().arrays().keySet())
                    .containsAll(shipped.parameters().arrays().keySet());
            shipped.parameters().arrays().forEach((name, array) -> assertThat(
                            twin.parameters().get(name).getShape())
                    .as(name)
                    .isEqualTo(array.getShape()));
        }
    }

    @Test
    void viltTellsCaptionsFromFalseTwinsAndHiddenWordsOnScenesThatAreNew() {
        try (Torch torch = Torch.open()) {
            Map<String, Double> trained = measures(torch, MiniModels.viltWithHeads(torch));
            ViltWithHeads twin = ViltWithHeads.random(torch, MiniConfigs.vilt(), Initialisation.narrow(), 1);
            Map<String, Double> untrained = measures(torch, twin);

            // Chance is a half.
            assertThat(trained.get("twins accuracy")).isGreaterThan(0.65);
            assertThat(trained.get("twins order")).isGreaterThan(0.75);
            assertThat(trained.get("hidden words")).isGreaterThan(0.6);
            assertThat(untrained.get("twins order")).isBetween(0.35, 0.65);
            assertThat(untrained.get("hidden words")).isLessThan(0.2);
        }
    }

    @Test
    void viltsFolderIsAModelOfTheHubAndItsCardNamesTheWeights() throws IOException {
        Path folder = MiniModels.viltFolder();
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));

        assertThat(folder.resolve("README.md")).content().contains(MiniModels.sha256(weights));
        assertThat(HfConfig.vilt(folder)).isEqualTo(MiniConfigs.vilt());
    }

    private static Map<String, Double> measures(Torch torch, ViltWithHeads model) {
        return new ViltEvaluation(torch, MiniConfigs.text(), SCENES, 96).of(model);
    }

    private static Map<String, Double> measures(Torch torch, Stage1Model model, Path file) {
        return measures(torch, model, SCENES, file);
    }

    private static Map<String, Double> measures(Torch torch, Stage1Model model, SceneFeed scenes, Path file) {
        try (SceneTokens tokens = SceneTokens.openOrWrite(SceneEncoder.of(torch, model), scenes, file)) {
            return new Stage1Evaluation(torch, MiniConfigs.text(), scenes, tokens, 96).of(model);
        }
    }
}

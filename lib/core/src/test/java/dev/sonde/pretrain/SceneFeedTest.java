package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.model.TextTokens;
import dev.sonde.torch.Torch;
import dev.sonde.world.Caption;
import dev.sonde.world.Holds;
import dev.sonde.world.Scene;
import dev.sonde.world.Thing;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import dev.sonde.world.WorldSizes;
import dev.sonde.world.WorldVocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the mini models. */
class SceneFeedTest {
    private static final WorldData DATA =
            WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(70, 12, 6));
    private static final SceneFeed TRAIN = new SceneFeed(DATA, WorldPart.TRAIN);

    @Test
    void pixelsAreThoseOfTheSceneNormalised() {
        try (Torch torch = Torch.open()) {
            Scene scene = TRAIN.scene(5);
            NDArray pixels = SceneFeed.pixels(torch, MiniConfigs.blipPreprocessing(), List.of(scene));

            assertThat(pixels.getShape().getShape()).containsExactly(1, 3, 64, 64);
            double expected = (scene.image().sample(10, 20, 1) / 255.0 - 0.4578275) / 0.26130258;
            assertThat((double) pixels.getFloat(0, 1, 20, 10)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void everyWordOfTheWorldIsOneToken() {
        int[] ids = TextRows.ids(
                MiniConfigs.text(), String.join(" ", WorldVocabulary.tokens().subList(6, 20)));

        assertThat(ids)
                .containsExactly(
                        IntStream.concat(IntStream.of(2), IntStream.concat(IntStream.range(6, 20), IntStream.of(3)))
                                .toArray());
        assertThat(TextRows.ids(MiniConfigs.text(), "[DEC]")).containsExactly(2, 5, 3);
        assertThat(MiniConfigs.text().tokenizer().size())
                .isEqualTo(MiniConfigs.qformer().vocabulary());
    }

    @Test
    void captionsFitIntoTheModels() {
        int longest = IntStream.range(0, 40)
                .mapToObj(TRAIN::scene)
                .flatMap(scene -> DATA.captions(scene, 4).stream())
                .mapToInt(caption -> TextRows.ids(MiniConfigs.text(), caption.text()).length)
                .max()
                .orElseThrow();

        assertThat(longest).isLessThan(MiniConfigs.TEXT_TOKENS);
    }

    @Test
    void rowsAreFilledAtTheRight() {
        try (Torch torch = Torch.open()) {
            TextRows rows = TextRows.of(MiniConfigs.text(), List.of("a red circle", "a red", "is"));
            TextTokens batch = rows.batch(torch, 2, 0);

            assertThat(batch.ids().getShape().getShape()).containsExactly(2, 5);
            assertThat(Arrays.copyOf(batch.ids().toLongArray(), 5)).endsWith(3, 0, 0);
            assertThat(batch.mask().orElseThrow().toLongArray()).containsExactly(1, 1, 1, 0, 0, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void patchesAreLabelledByWhatTheyShow() {
        Scene scene = TRAIN.scene(0);
        long[] labels = PatchLabels.of(scene, 8);
        Thing top = scene.things().get(scene.things().size() - 1);
        int patch = (int) (top.box().centreY() / 8) * 8 + (int) (top.box().centreX() / 8);
        int[] owners = scene.owners();
        long shown = IntStream.range(0, owners.length)
                .filter(i -> i / 64 / 8 * 8 + i % 64 / 8 == patch
                        && owners[i] == scene.things().size() - 1)
                .count();

        assertThat(labels).hasSize(64 * PatchLabels.QUESTIONS);
        assertThat(shown).as("pixels of the topmost thing").isGreaterThan(6);
        assertThat(labels[4 * patch]).isEqualTo(top.kind().ordinal());
        assertThat(labels[4 * patch + 1]).isEqualTo(top.colour().ordinal());
        for (int i = 0; i < labels.length; i++) {
            assertThat(labels[i]).isBetween(0L, PatchLabels.CLASSES.get(i % 4) - 1L);
        }
    }

    @Test
    void aPatchWithoutThingsIsGround() {
        Scene scene = TRAIN.scene(0);
        long[] labels = PatchLabels.of(scene, 8);
        int[] owners = scene.owners();
        for (int patch = 0; patch < 64; patch++) {
            int at = patch;
            boolean empty = IntStream.range(0, owners.length)
                    .noneMatch(i -> i / 64 / 8 * 8 + i % 64 / 8 == at && owners[i] >= 0);
            if (empty) {
                assertThat(Arrays.copyOfRange(labels, 4 * patch, 4 * patch + 4)).containsExactly(12, 6, 2, 4);
            }
        }
    }

    @Test
    void captionsThatAreTrueOfAnotherImageAreNoNegatives() {
        int[] places = IntStream.range(0, 24).toArray();
        CaptionBatch batch = CaptionBatch.of(TRAIN, MiniConfigs.text(), places, Draws.of(1));
        float[] also = batch.alsoTrue();

        int found = 0;
        for (int image = 0; image < 24; image++) {
            assertThat(also[image * 24 + image]).isZero();
            for (int text = 0; text < 24; text++) {
                Caption caption = batch.captions().get(text);
                boolean holds = caption.truth().of(batch.scenes().get(image)) != Holds.NO;
                found += holds && image != text ? 1 : 0;
                assertThat(also[image * 24 + text]).isEqualTo(holds && image != text ? 1 : 0);
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void tokensAreThoseOfTheEncoderInHalfPrecision(@TempDir Path folder) {
        try (Torch torch = Torch.open()) {
            Stage1Model model = Stage1Model.random(torch, MiniConfigs.blip2(), Initialisation.narrow(), 1);
            SceneEncoder encoder = SceneEncoder.of(torch, model);
            Path file = folder.resolve("tokens.safetensors");
            try (SceneTokens tokens = SceneTokens.openOrWrite(encoder, TRAIN, file)) {
                float[] expected = torch.inference(
                        () -> encoder.encode(TRAIN.scenes(61, 3)).toFloatArray());
                float[] stored = torch.inference(() -> tokens.of(61, 3).toFloatArray());

                assertThat(tokens.size()).isEqualTo(70);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(stored[i]).isCloseTo(expected[i], within(0.003f));
                }
            }
            SceneFeed other = new SceneFeed(DATA, WorldPart.VALIDATION);
            assertThatThrownBy(() -> SceneTokens.openOrWrite(encoder, other, file))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("70 scenes; expected 12");
        }
    }
}

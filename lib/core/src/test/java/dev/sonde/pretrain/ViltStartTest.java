package dev.sonde.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImageSize;
import dev.sonde.model.Mode;
import dev.sonde.model.TextTokens;
import dev.sonde.model.ViltImages;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import dev.sonde.world.WorldPart;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViltStartTest {
    private static final int TOKENS = 65; // of an image
    private static final List<Scene> SCENES = new SceneFeed(MiniTasks.data(), WorldPart.TEST).scenes(0, 1, 2);

    @Test
    void whereNoWordIsSeenThePatchesAreThoseOfTheEncoderInEachLayer() {
        try (Torch torch = Torch.open()) {
            SceneEncoder encoder =
                    SceneEncoder.of(torch, Stage1Model.random(torch, MiniConfigs.blip2(), Initialisation.narrow(), 3));
            ViltWithHeads model = ViltWithHeads.random(torch, MiniConfigs.vilt(), Initialisation.narrow(), 1);
            assertThat(distance(torch, encoder, model, 0)).isGreaterThan(0.1f);

            ViltStart.of(encoder).give(model.vilt());

            for (int layer = 0; layer <= MiniConfigs.vision().blocks(); layer++) {
                assertThat(distance(torch, encoder, model, layer))
                        .as("layer " + layer)
                        .isCloseTo(0, within(2e-4f));
            }
        }
    }

    /** The greatest difference of a number. */
    private static float distance(Torch torch, SceneEncoder encoder, ViltWithHeads model, int layer) {
        return torch.inference(() -> {
            NDArray seen = encoder.vision()
                    .hiddenStates(SceneFeed.pixels(torch, encoder.preprocessing(), SCENES))
                    .get(layer);
            NDArray read = unworded(torch, model, layer);
            return read.sub(seen).abs().max().getFloat();
        });
    }

    /** States of the image's tokens, [scenes, tokens, width], of a text of which no token is seen. */
    private static NDArray unworded(Torch torch, ViltWithHeads model, int layer) {
        NDArray pixels = SceneFeed.pixels(torch, MiniConfigs.viltPreprocessing(), SCENES);
        ImageSize size = new ImageSize(MiniConfigs.IMAGE_SIDE, MiniConfigs.IMAGE_SIDE);
        int n = SCENES.size();
        TextTokens text = TextTokens.of(torch.array(new long[2 * n], n, 2), torch.array(new long[2 * n], n, 2));
        return model.vilt()
                .read(new ViltImages(pixels, Collections.nCopies(n, size)), text, Mode.EVALUATE)
                .layers()
                .get(layer)
                .get(":, -" + TOKENS + ":");
    }
}

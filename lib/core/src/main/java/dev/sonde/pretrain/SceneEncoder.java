package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImagePreprocessing;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.VisionConfig;
import dev.sonde.model.VisionTransformer;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import java.util.List;
import java.util.Map;

/**
 * An image encoder for scenes, with what it takes.
 *
 * @param weights its own, by name
 */
public record SceneEncoder(
        Torch torch,
        VisionConfig config,
        VisionTransformer vision,
        Map<String, NDArray> weights,
        ImagePreprocessing preprocessing) {
    /** That of a resampler of the mini world. */
    public static SceneEncoder of(Torch torch, Stage1Model model) {
        return new SceneEncoder(
                torch,
                MiniConfigs.vision(),
                model.blip2().vision(),
                model.visionWeights(),
                MiniConfigs.blipPreprocessing());
    }

    /** The same of an InstructBLIP, which is not trained. */
    public static SceneEncoder of(Torch torch, InstructBlip model) {
        return new SceneEncoder(torch, MiniConfigs.vision(), model.vision(), Map.of(), MiniConfigs.blipPreprocessing());
    }

    /** The tokens of scenes, [scenes, N, V]: the class token, then the patches row after row. */
    public NDArray encode(List<Scene> scenes) {
        return vision.encode(SceneFeed.pixels(torch, preprocessing, scenes));
    }

    /** Patches along a side of an image. */
    int patchesPerSide() {
        return config.imageSize() / config.patchSize();
    }
}

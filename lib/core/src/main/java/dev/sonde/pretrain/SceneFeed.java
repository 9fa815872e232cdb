package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.ImagePreprocessing;
import dev.sonde.image.RgbImage;
import dev.sonde.model.Pixels;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The scenes of a split as input of models. Places count from 0 within the split; a scene is drawn in a third of a
 * millisecond when it is asked for.
 */
public record SceneFeed(WorldData data, WorldPart part) {
    /** How many scenes. */
    public int size() {
        return data.sizes().scenes(part);
    }

    /** The scene of a place. */
    public Scene scene(int place) {
        return data.world().scene(part.first() + place);
    }

    /** The scenes of some places. */
    public List<Scene> scenes(int... places) {
        return Arrays.stream(places).mapToObj(this::scene).toList();
    }

    /** Some different places. */
    public int[] draw(Random draws, int count) {
        return Draws.distinct(draws, size(), count);
    }

    /** Pixel values of scenes, [scenes, 3, side, side]. */
    public static NDArray pixels(Torch torch, ImagePreprocessing preprocessing, List<Scene> scenes) {
        List<RgbImage> images = scenes.stream()
                .map(scene -> preprocessing.resize(scene.image()))
                .toList();
        return Pixels.array(torch, preprocessing.batch(images));
    }
}

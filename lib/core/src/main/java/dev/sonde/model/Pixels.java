package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.image.PixelValues;
import dev.sonde.torch.Torch;

/** Prepared images as an array. */
public final class Pixels {
    private Pixels() {}

    /** The values of a batch, [batch, 3, height, width]. */
    public static NDArray array(Torch torch, PixelValues images) {
        return torch.array(images.values(), images.batch(), 3, images.height(), images.width());
    }
}

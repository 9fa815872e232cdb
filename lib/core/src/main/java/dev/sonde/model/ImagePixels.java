package dev.sonde.model;

import java.util.List;

/** Gives prepared images by their numbers, for a model without an image encoder before it. */
@FunctionalInterface
public interface ImagePixels {
    /** Some images in that order. Called in a {@link dev.sonde.torch.Scope}, which frees them. */
    ViltImages of(List<Integer> images);
}

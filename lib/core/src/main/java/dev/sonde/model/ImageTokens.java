package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import dev.sonde.format.StoredTensor;
import dev.sonde.torch.Tensors;
import dev.sonde.torch.Torch;
import java.util.List;

/** Gives what a resampler sees of images, by their numbers: stored tokens, or an image encoder that runs on demand. */
@FunctionalInterface
public interface ImageTokens {
    /**
     * The tokens of some images in that order, [images, tokens, width]. Called in a {@link dev.sonde.torch.Scope}, which
     * frees them.
     */
    NDArray of(List<Integer> images);

    /**
     * Stored tokens [images, tokens, width] of any floating-point type, which are read as they are needed.
     *
     * @throws SondeException if the tensor has another number of axes, or is of integers
     */
    static ImageTokens stored(Torch torch, StoredTensor tensor) {
        if (tensor.shape().size() != 3 || !tensor.type().isFloating()) {
            throw new SondeException(
                    tensor + " holds no tokens of images",
                    "Give a floating-point tensor with the axes images, tokens and width.");
        }
        return images -> Tensors.rows(torch, tensor, images);
    }
}

package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/**
 * Turns the many tokens of an image into a few query tokens, reading a text beside it if it can: the part that is
 * probed. {@link QFormer} is one; a Perceiver-style resampler without text, or a projection of each image token, could
 * be the next.
 */
public interface Resampler {
    /** How many query tokens it gives. */
    int queries();

    /** How many numbers a query token has. */
    int width();

    /** How many layers; it gives one state more, its input. */
    int layers();

    /** What its results depend on beside its weights, for messages and for the names of stored features. */
    default String description() {
        return getClass().getSimpleName() + ", " + layers() + " layers, " + queries() + " queries of " + width();
    }

    /** All of these in one, for those who name features without reading weights. */
    default ResamplerSizes sizes() {
        return new ResamplerSizes(description(), layers(), queries(), width());
    }

    /**
     * What reading costs it. Without a better answer, an image's keys are taken to be as large as its tokens.
     *
     * @param imageTokens tokens of an image
     * @param imageWidth numbers of a token
     */
    default EncodingCost cost(int imageTokens, int imageWidth) {
        return EncodingCost.ofMemory(layers(), 4L * imageTokens * imageWidth);
    }

    /** What it computes from images alone, from their tokens [images, tokens, image width]. */
    ImageKeys look(NDArray imageTokens);

    /**
     * The same where it is known how many texts will be read beside these images, all of them together: keys that few texts
     * use may not be worth making. The tokens must live as long as the keys.
     */
    default ImageKeys look(NDArray imageTokens, int texts) {
        return look(imageTokens);
    }

    /**
     * The query tokens after each layer, [batch, queries, width]; element 0 is the embedding.
     *
     * @param text ignored by a resampler that reads none
     */
    List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, Mode mode);

    /**
     * The query tokens after some of the layers, in their order. A resampler that can leave out what these do not need
     * does better than this, which computes all.
     *
     * @param layers from 0 to {@link #layers}, at least one
     */
    default List<NDArray> resample(ImageKeys image, Optional<TextTokens> text, List<Integer> layers, Mode mode) {
        List<NDArray> all = resample(image, text, mode);
        return layers.stream().map(all::get).toList();
    }
}

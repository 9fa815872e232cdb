package dev.sonde.model;

/**
 * What ViLT costs, in floating-point operations: two for each number of a matrix product. Norms, softmax and additions are
 * left out; they are less than 1 %.
 */
public record ViltCost(ViltConfig config) {
    /**
     * Reading an image with a text.
     *
     * <p>With N = words + patches + 1 tokens of W numbers and F in the feed-forward part: {@code 2 patches 3 p² W} for patches
     * of p pixels, and in each layer {@code 2 · 4 N W W} for queries, keys, values and what is behind the attention, {@code
     * 2 · 2 N N W} for the attention, {@code 2 · 2 N W F} for the feed-forward part.
     *
     * @param words tokens of the text
     * @param patches of the image
     */
    public long pair(int words, int patches) {
        long tokens = words + patches + 1L;
        long width = config.width();
        long patchPixels = 3L * config.patchSize() * config.patchSize();
        long layer =
                8 * tokens * width * width + 4 * tokens * tokens * width + 4 * tokens * width * config.feedForward();
        return 2 * patches * patchPixels * width + config.layers() * layer;
    }

    /** The patches of a photograph of 4 to 3: 192 for ViLT-B/32, which keeps the shape of an image. */
    public int photograph() {
        int side = config.gridSide();
        return side * Math.round(side * 4 / 3f);
    }

    /** The patches of a square image. */
    public int square() {
        return config.gridSide() * config.gridSide();
    }
}

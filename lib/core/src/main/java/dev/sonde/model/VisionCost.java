package dev.sonde.model;

/**
 * What a vision transformer costs, in floating-point operations: two for each number of a matrix product. Norms, softmax and
 * additions are left out; they are less than 1 %.
 */
public record VisionCost(VisionConfig config) {
    /**
     * Encoding an image: 521 G for BLIP-2's ViT-g at 224 pixels.
     *
     * <p>With N tokens of V numbers and F in the feed-forward part: {@code 2 (N - 1) 3 p² V} for patches of p pixels, and in
     * each block {@code 2 N V 3V} for queries, keys and values, {@code 2 · 2 N N V} for attention, {@code 2 N V V} behind it,
     * {@code 2 · 2 N V F} for the feed-forward part.
     */
    public long image() {
        long tokens = config.tokens();
        long width = config.width();
        long patchPixels = 3L * config.patchSize() * config.patchSize();
        long attention = 2 * tokens * width * 4 * width + 4 * tokens * tokens * width;
        long feedForward = 4 * tokens * width * config.feedForward();
        return 2 * (tokens - 1) * patchPixels * width + config.blocks() * (attention + feedForward);
    }

    /** The tokens of an image as they are stored, 2 bytes a number: 724 kB for BLIP-2. */
    public long tokenBytes() {
        return 2L * config.tokens() * config.width();
    }
}

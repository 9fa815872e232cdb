package dev.sonde.model;

/**
 * The sizes of a vision transformer as BLIP-2 uses it: patches, a class token, pre-norm blocks.
 *
 * @param imageSize pixels of a side of the square image
 * @param patchSize pixels of a side of a patch
 * @param width numbers of a token
 * @param blocks transformer blocks
 * @param heads attention heads; each has {@code width / heads} numbers
 * @param feedForward numbers between the two layers of a block's feed-forward part
 * @param layerNormEps what LayerNorm adds to the variance
 * @param qkvBias whether queries, keys and values have a bias
 */
public record VisionConfig(
        int imageSize,
        int patchSize,
        int width,
        int blocks,
        int heads,
        int feedForward,
        double layerNormEps,
        boolean qkvBias) {

    public VisionConfig {
        ConfigCheck.positive("vision image_size", imageSize);
        ConfigCheck.positive("vision patch_size", patchSize);
        ConfigCheck.divides("vision patch_size", patchSize, "image_size", imageSize);
        ConfigCheck.positive("vision hidden_size", width);
        ConfigCheck.positive("vision num_hidden_layers", blocks);
        ConfigCheck.positive("vision num_attention_heads", heads);
        ConfigCheck.divides("vision num_attention_heads", heads, "hidden_size", width);
        ConfigCheck.positive("vision intermediate_size", feedForward);
        ConfigCheck.epsilon("vision layer_norm_eps", layerNormEps);
    }

    /**
     * EVA-CLIP ViT-g/14 without its last block, the image encoder of BLIP-2 and InstructBLIP (defaults of
     * transformers' Blip2VisionConfig; LAVIS {@code create_eva_vit_g}).
     */
    public static VisionConfig blip2() {
        return new VisionConfig(224, 14, 1408, 39, 16, 6144, 1e-6, true);
    }

    /** The class token and the patches: 257 for BLIP-2. */
    public int tokens() {
        return 1 + (imageSize / patchSize) * (imageSize / patchSize);
    }

    /** The same encoder with other blocks, such as the first four. */
    public VisionConfig withBlocks(int number) {
        return new VisionConfig(imageSize, patchSize, width, number, heads, feedForward, layerNormEps, qkvBias);
    }

    /** Numbers of one attention head: 88 for BLIP-2. */
    public int headWidth() {
        return width / heads;
    }
}

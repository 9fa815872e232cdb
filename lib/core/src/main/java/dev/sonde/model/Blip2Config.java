package dev.sonde.model;

/**
 * BLIP-2 after stage 1: vision tower, Q-Former with text, and the heads that match images and texts.
 *
 * @param projection numbers of the image and text vectors whose dot product is their similarity
 */
public record Blip2Config(VisionConfig vision, QFormerConfig qformer, int projection) {
    public Blip2Config {
        ConfigCheck.positive("image_text_hidden_size", projection);
        ConfigCheck.same("qformer encoder_hidden_size", qformer.imageWidth(), "vision hidden_size", vision.width());
    }

    /** {@code Salesforce/blip2-itm-vit-g}: 1.17 billion parameters. */
    public static Blip2Config blip2() {
        return new Blip2Config(VisionConfig.blip2(), QFormerConfig.blip2(), 256);
    }

    /**
     * The same architecture made narrow: every count of {@link #blip2} (pixels, patches, blocks, layers, heads, queries,
     * words) and 8 numbers in each attention head. 12 million parameters; for trials and demonstrations.
     */
    public static Blip2Config narrow() {
        VisionConfig vision = VisionConfig.blip2();
        QFormerConfig qformer = QFormerConfig.blip2();
        int visionWidth = 8 * vision.heads();
        int width = 8 * qformer.heads();
        return new Blip2Config(
                new VisionConfig(
                        vision.imageSize(),
                        vision.patchSize(),
                        visionWidth,
                        vision.blocks(),
                        vision.heads(),
                        4 * visionWidth,
                        vision.layerNormEps(),
                        vision.qkvBias()),
                new QFormerConfig(
                        qformer.queries(),
                        width,
                        qformer.layers(),
                        qformer.heads(),
                        4 * width,
                        visionWidth,
                        qformer.crossAttentionEvery(),
                        true,
                        qformer.vocabulary(),
                        qformer.positions(),
                        qformer.padId(),
                        qformer.layerNormEps(),
                        qformer.hiddenDropout(),
                        qformer.attentionDropout()),
                32);
    }
}

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
}

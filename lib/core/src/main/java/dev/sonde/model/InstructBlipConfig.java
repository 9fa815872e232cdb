package dev.sonde.model;

/** InstructBLIP: vision tower, Q-Former that reads the instruction, and a language model that reads its queries. */
public record InstructBlipConfig(VisionConfig vision, QFormerConfig qformer, LlamaConfig language) {
    public InstructBlipConfig {
        ConfigCheck.same("qformer encoder_hidden_size", qformer.imageWidth(), "vision hidden_size", vision.width());
    }

    /** {@code Salesforce/instructblip-vicuna-7b}. */
    public static InstructBlipConfig vicuna7b() {
        return new InstructBlipConfig(VisionConfig.blip2(), QFormerConfig.blip2(), LlamaConfig.vicuna7b());
    }
}

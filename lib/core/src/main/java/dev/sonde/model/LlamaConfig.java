package dev.sonde.model;

/**
 * The sizes of a LLaMA language model.
 *
 * @param width numbers of a token
 * @param layers transformer layers
 * @param heads attention heads; each has {@code width / heads} numbers
 * @param keyValueHeads heads of keys and values, each shared by {@code heads / keyValueHeads} heads of queries
 * @param feedForward numbers inside the gated feed-forward part
 * @param vocabulary token ids
 * @param positions the longest sequence, in tokens
 * @param rmsNormEps what RMSNorm adds to the mean square
 * @param ropeTheta the base of the rotary positions
 * @param tiedHead whether the output layer is the table of embeddings
 */
public record LlamaConfig(
        int width,
        int layers,
        int heads,
        int keyValueHeads,
        int feedForward,
        int vocabulary,
        int positions,
        double rmsNormEps,
        double ropeTheta,
        boolean tiedHead) {

    public LlamaConfig {
        ConfigCheck.positive("text hidden_size", width);
        ConfigCheck.positive("text num_hidden_layers", layers);
        ConfigCheck.positive("text num_attention_heads", heads);
        ConfigCheck.divides("text num_attention_heads", heads, "hidden_size", width);
        ConfigCheck.positive("text num_key_value_heads", keyValueHeads);
        ConfigCheck.divides("text num_key_value_heads", keyValueHeads, "num_attention_heads", heads);
        ConfigCheck.divides("rotary pairs of", 2, "a head's width", width / heads);
        ConfigCheck.positive("text intermediate_size", feedForward);
        ConfigCheck.positive("text vocab_size", vocabulary);
        ConfigCheck.positive("text max_position_embeddings", positions);
        ConfigCheck.epsilon("text rms_norm_eps", rmsNormEps);
        ConfigCheck.positive("text rope_theta", ropeTheta);
    }

    /** Vicuna-7B v1.1 with InstructBLIP's [PAD] token (LLaMA-7B; defaults of transformers' LlamaConfig). */
    public static LlamaConfig vicuna7b() {
        return new LlamaConfig(4096, 32, 32, 32, 11_008, 32_001, 2048, 1e-6, 10_000, false);
    }

    /** Numbers of one attention head: 128 for Vicuna-7B. */
    public int headWidth() {
        return width / heads;
    }

    /** The same model cut off after some layers. */
    public LlamaConfig withLayers(int number) {
        return new LlamaConfig(
                width,
                number,
                heads,
                keyValueHeads,
                feedForward,
                vocabulary,
                positions,
                rmsNormEps,
                ropeTheta,
                tiedHead);
    }
}

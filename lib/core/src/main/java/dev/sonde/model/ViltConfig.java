package dev.sonde.model;

/**
 * The sizes of ViLT: one pre-norm transformer over the words and the patches together.
 *
 * @param imageSize pixels of a side of the image that the position table was made for
 * @param patchSize pixels of a side of a patch
 * @param width numbers of a token
 * @param layers transformer layers
 * @param heads attention heads; each has {@code width / heads} numbers
 * @param feedForward numbers between the two layers of a feed-forward part
 * @param vocabulary token ids of the text
 * @param textPositions the longest text, in tokens
 * @param textSegments token types of the text, of which the first is used
 * @param modalities kinds of token: 0 text, 1 image
 * @param layerNormEps what LayerNorm adds to the variance
 * @param qkvBias whether queries, keys and values have a bias
 * @param hiddenDropout dropout of embeddings and of each part's output, in training
 * @param attentionDropout dropout of attention probabilities, in training
 */
public record ViltConfig(
        int imageSize,
        int patchSize,
        int width,
        int layers,
        int heads,
        int feedForward,
        int vocabulary,
        int textPositions,
        int textSegments,
        int modalities,
        double layerNormEps,
        boolean qkvBias,
        double hiddenDropout,
        double attentionDropout) {

    public ViltConfig {
        ConfigCheck.positive("image_size", imageSize);
        ConfigCheck.positive("patch_size", patchSize);
        ConfigCheck.divides("patch_size", patchSize, "image_size", imageSize);
        ConfigCheck.positive("hidden_size", width);
        ConfigCheck.positive("num_hidden_layers", layers);
        ConfigCheck.positive("num_attention_heads", heads);
        ConfigCheck.divides("num_attention_heads", heads, "hidden_size", width);
        ConfigCheck.positive("intermediate_size", feedForward);
        ConfigCheck.positive("vocab_size", vocabulary);
        ConfigCheck.positive("max_position_embeddings", textPositions);
        ConfigCheck.positive("type_vocab_size", textSegments);
        ConfigCheck.index("modality of an image", 1, modalities);
        ConfigCheck.epsilon("layer_norm_eps", layerNormEps);
        ConfigCheck.probability("hidden_dropout_prob", hiddenDropout);
        ConfigCheck.probability("attention_probs_dropout_prob", attentionDropout);
    }

    /** ViLT-B/32, {@code dandelin/vilt-b32-mlm} (defaults of transformers' ViltConfig). */
    public static ViltConfig b32() {
        return new ViltConfig(384, 32, 768, 12, 12, 3072, 30_522, 40, 2, 2, 1e-12, true, 0, 0);
    }

    /** Patches along a side of the position table: 12 for ViLT-B/32. */
    public int gridSide() {
        return imageSize / patchSize;
    }

    /** Numbers of one attention head: 64 for ViLT-B/32. */
    public int headWidth() {
        return width / heads;
    }
}

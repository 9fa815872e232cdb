package dev.sonde.model;

/**
 * The sizes of a Q-Former: a BERT whose first tokens are learned queries that look at an image.
 *
 * @param queries learned query tokens
 * @param width numbers of a token
 * @param layers transformer layers
 * @param heads attention heads; each has {@code width / heads} numbers
 * @param feedForward numbers between the two layers of a feed-forward part
 * @param imageWidth numbers of an image token, which cross-attention reads
 * @param crossAttentionEvery layers 0, n, 2n, … have cross-attention
 * @param text whether it has text embeddings and the feed-forward parts of the text
 * @param vocabulary token ids of the text
 * @param positions the longest text, in tokens; queries have no position
 * @param padId the token that fills short texts
 * @param layerNormEps what LayerNorm adds to the variance
 * @param hiddenDropout dropout of embeddings and of each part's output, in training
 * @param attentionDropout dropout of attention probabilities, in training
 */
public record QFormerConfig(
        int queries,
        int width,
        int layers,
        int heads,
        int feedForward,
        int imageWidth,
        int crossAttentionEvery,
        boolean text,
        int vocabulary,
        int positions,
        int padId,
        double layerNormEps,
        double hiddenDropout,
        double attentionDropout) {

    public QFormerConfig {
        ConfigCheck.positive("num_query_tokens", queries);
        ConfigCheck.positive("qformer hidden_size", width);
        ConfigCheck.positive("qformer num_hidden_layers", layers);
        ConfigCheck.positive("qformer num_attention_heads", heads);
        ConfigCheck.divides("qformer num_attention_heads", heads, "hidden_size", width);
        ConfigCheck.positive("qformer intermediate_size", feedForward);
        ConfigCheck.positive("qformer encoder_hidden_size", imageWidth);
        ConfigCheck.positive("qformer cross_attention_frequency", crossAttentionEvery);
        ConfigCheck.positive("qformer vocab_size", vocabulary);
        ConfigCheck.positive("qformer max_position_embeddings", positions);
        ConfigCheck.index("qformer pad_token_id", padId, vocabulary);
        ConfigCheck.epsilon("qformer layer_norm_eps", layerNormEps);
        ConfigCheck.probability("qformer hidden_dropout_prob", hiddenDropout);
        ConfigCheck.probability("qformer attention_probs_dropout_prob", attentionDropout);
    }

    /**
     * BLIP-2 stage 1 and InstructBLIP: BERT-base with 32 queries; its vocabulary has one token more than BERT's, [DEC]
     * (defaults of transformers' Blip2QFormerConfig; LAVIS {@code blip2_qformer.py}).
     */
    public static QFormerConfig blip2() {
        return new QFormerConfig(32, 768, 12, 12, 3072, 1408, 2, true, 30_523, 512, 0, 1e-12, 0.1, 0.1);
    }

    /** The sizes of a Q-Former of this configuration, as it says them itself. */
    public ResamplerSizes sizes() {
        String description = "Q-Former, " + layers + " layers of " + heads + " heads, " + queries + " queries of "
                + width + ", eps " + layerNormEps;
        return new ResamplerSizes(description, layers, queries, width);
    }

    /** Whether the queries look at the image in that layer, counted from 0. */
    public boolean hasCrossAttention(int layer) {
        return layer % crossAttentionEvery == 0;
    }

    /** Numbers of one attention head: 64 for BLIP-2. */
    public int headWidth() {
        return width / heads;
    }

    /** The same model with other layers, such as the first two. */
    public QFormerConfig withLayers(int number) {
        return with(number, hiddenDropout, attentionDropout);
    }

    /** The same sizes without (or with) dropout. */
    public QFormerConfig withDropout(double hidden, double attention) {
        return with(layers, hidden, attention);
    }

    private QFormerConfig with(int number, double hidden, double attention) {
        return new QFormerConfig(
                queries,
                width,
                number,
                heads,
                feedForward,
                imageWidth,
                crossAttentionEvery,
                text,
                vocabulary,
                positions,
                padId,
                layerNormEps,
                hidden,
                attention);
    }
}

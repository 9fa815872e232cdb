package dev.sonde.model;

/**
 * What a Q-Former costs, in floating-point operations: two for each number of a matrix product. Norms, softmax and
 * additions are left out; they are less than 1 %.
 *
 * @param imageTokens tokens of an image: 257 for BLIP-2
 */
public record QFormerCost(QFormerConfig config, int imageTokens) implements EncodingCost {
    private static final int BYTES = 4;

    public QFormerCost {
        ConfigCheck.positive("image tokens", imageTokens);
    }

    @Override
    public int layers() {
        return config.layers();
    }

    /** Keys and values of an image, in all cross-attentions: 6.7 G for BLIP-2. */
    @Override
    public long keys() {
        return (long) crossAttentions(config.layers()) * 2 * product(imageTokens, config.imageWidth(), config.width());
    }

    /** The memory of the keys and values of an image: 9.5 MB for BLIP-2. */
    @Override
    public long keyBytes() {
        return (long) crossAttentions(config.layers()) * 2 * imageTokens * config.width() * BYTES;
    }

    /**
     * Reading a text up to a layer, with the keys at hand; what would become of the words in that layer is left out.
     *
     * @param tokens of the text, filling included
     */
    @Override
    public long reading(int tokens, int layers) {
        return layers == 0
                ? 0
                : layers * attention(tokens)
                        + crossAttentions(layers) * cross()
                        + layers * feedForward(config.queries())
                        + (layers - 1L) * feedForward(tokens);
    }

    /** Twelve heads of queries are turned to the image's tokens, instead of the tokens to keys and values. */
    @Override
    public long withoutKeys(int layers) {
        long absorbed = 2 * AbsorbedAttention.products(config, imageTokens);
        return crossAttentions(layers) * (absorbed - 2 * product(config.queries(), config.width(), imageTokens));
    }

    /** What is left out in the last layer. */
    @Override
    public long words(int tokens) {
        return feedForward(tokens);
    }

    private int crossAttentions(int layers) {
        return (layers + config.crossAttentionEvery() - 1) / config.crossAttentionEvery();
    }

    private long attention(int tokens) {
        int all = config.queries() + tokens;
        return 4 * product(all, config.width(), config.width()) + 2 * product(all, config.width(), all);
    }

    private long cross() {
        return 2 * product(config.queries(), config.width(), config.width())
                + 2 * product(config.queries(), config.width(), imageTokens);
    }

    private long feedForward(int tokens) {
        return 2 * product(tokens, config.width(), config.feedForward());
    }

    private static long product(long rows, long inner, long columns) {
        return 2 * rows * inner * columns;
    }
}

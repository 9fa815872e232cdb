package dev.sonde.model;

/**
 * What a LLaMA costs, in floating-point operations: two for each number of a matrix product. Norms, rotations, softmax and
 * additions are left out; they are less than 1 %.
 */
public record LlamaCost(LlamaConfig config) {
    /**
     * Reading so many tokens at once.
     *
     * <p>With n tokens of W numbers, K of the keys, F in the feed-forward part and V words: in each layer {@code 2 n W (2W +
     * 2K + 3F)} for its seven matrices and {@code 2 · 2 n n W} for the attention; {@code 2 n W V} for the words that follow.
     */
    public long reading(int tokens) {
        long width = config.width();
        long keys = (long) config.keyValueHeads() * config.headWidth();
        long matrices = width * (2 * width + 2 * keys + 3L * config.feedForward());
        return config.layers() * (2 * tokens * matrices + 4L * tokens * tokens * width)
                + 2 * tokens * width * config.vocabulary();
    }
}

package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.TensorList;
import dev.sonde.torch.Weights;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The weights of a Q-Former, by the names of its checkpoint.
 *
 * @param queries (1, queries, width)
 * @param words empty if it reads no text
 * @param nothing a list without weights
 */
record QFormerWeights(
        NDArray queries, Optional<Words> words, TensorList embeddingNorm, List<Layer> layers, TensorList nothing) {
    /** The tables of the words (vocabulary, width) and of their positions (positions, width). */
    record Words(NDArray table, NDArray positions) {}

    /** A layer: queries and words share self-attention only. The lists of parts that it does not have are empty. */
    record Layer(TensorList self, TensorList cross, TensorList queries, TensorList words) {
        /** Whether its queries look at the image. */
        boolean looks() {
            return !cross.arrays().isEmpty();
        }

        Layer withWords(TensorList other) {
            return new Layer(self, cross, queries, other);
        }
    }

    static QFormerWeights of(QFormerConfig config, Weights weights, QFormerNames names) {
        NDArray queries = weights.weight("query_tokens", 1, config.queries(), config.width());
        Weights embeddings = weights.at(names.embeddings());
        Optional<Words> words = config.text() ? Optional.of(words(config, embeddings)) : Optional.empty();
        TensorList norm = weights.list(weights.norm(names.norm(), config.width()));
        List<Layer> layers = IntStream.range(0, config.layers())
                .mapToObj(i -> layer(config, i, weights.at("qformer.encoder.layer." + i + ".")))
                .toList();
        return new QFormerWeights(queries, words, norm, layers, weights.list());
    }

    private static Words words(QFormerConfig config, Weights weights) {
        return new Words(
                weights.weight("word_embeddings.weight", config.vocabulary(), config.width()),
                weights.weight("position_embeddings.weight", config.positions(), config.width()));
    }

    private static Layer layer(QFormerConfig config, int i, Weights weights) {
        return new Layer(
                attention(config, weights.at("attention."), config.width()),
                config.hasCrossAttention(i)
                        ? attention(config, weights.at("crossattention."), config.imageWidth())
                        : weights.list(),
                feedForward(config, weights, "intermediate_query", "output_query"),
                config.text() ? feedForward(config, weights, "intermediate", "output") : weights.list());
    }

    private static TensorList attention(QFormerConfig config, Weights weights, int keyWidth) {
        int width = config.width();
        return weights.list(
                weights.linear("attention.query", width, width),
                weights.linear("attention.key", keyWidth, width),
                weights.linear("attention.value", keyWidth, width),
                weights.linear("output.dense", width, width),
                weights.norm("output.LayerNorm", width));
    }

    private static TensorList feedForward(QFormerConfig config, Weights weights, String up, String down) {
        return weights.list(
                weights.linear(up + ".dense", config.width(), config.feedForward()),
                weights.linear(down + ".dense", config.feedForward(), config.width()),
                weights.norm(down + ".LayerNorm", config.width()));
    }
}

package dev.sonde.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/**
 * What every layer of a Q-Former gives.
 *
 * @param layers [batch, queries + tokens, width] each, queries first; element 0 is the embedding, i is after layer i
 * @param queries how many of the tokens are queries; 0 if a text was read alone
 */
public record HiddenStates(List<NDArray> layers, int queries) {
    public HiddenStates {
        layers = List.copyOf(layers);
    }

    /** After the last layer. */
    public NDArray last() {
        return layers.get(layers.size() - 1);
    }

    /** The queries of a layer, [batch, queries, width]. */
    public NDArray queries(int layer) {
        return layers.get(layer).get(new NDIndex(":, :{}", queries));
    }

    /** The queries after the last layer. */
    public NDArray lastQueries() {
        return queries(layers.size() - 1);
    }

    /** The text of a layer, [batch, tokens, width]. */
    public NDArray text(int layer) {
        return layers.get(layer).get(new NDIndex(":, {}:", queries));
    }

    /** The text after the last layer. */
    public NDArray lastText() {
        return text(layers.size() - 1);
    }
}

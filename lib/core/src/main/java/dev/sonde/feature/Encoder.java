package dev.sonde.feature;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import java.util.List;

/** Turns examples into features: what a frozen model is for a probe. */
public interface Encoder {
    /** How it makes them; the same recipe gives the same numbers. */
    Recipe recipe();

    /** The key of the features of a split; an encoder that sees pictures lets their content count. */
    default FeatureKey key(Split split) {
        return FeatureKey.of(recipe(), split);
    }

    /** The shape of one row of one layer, e.g. [32, 768]. */
    List<Integer> shape();

    /**
     * Gives the features of each example, in each layer of the recipe, to the sink exactly once. The order is free: by
     * image, so that its keys and values are made once, or by the length of the text.
     *
     * @param chunk some hundred examples that lie next to each other in their split
     */
    void encode(List<Example> chunk, RowSink sink);
}

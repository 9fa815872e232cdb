package dev.sonde.feature;

/** Takes the features of the examples of a chunk, in any order. */
@FunctionalInterface
public interface RowSink {
    /**
     * The numbers of one example in one layer.
     *
     * @param index the place of the example in the chunk
     * @param layer one of the layers of the recipe
     * @param values the numbers begin at {@code offset}; they are copied, so the array may be used again
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    void row(int index, int layer, float[] values, int offset);
}

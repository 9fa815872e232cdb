package dev.sonde.model;

/** Takes the queries that an {@link ImageTextEncoder} gives, pair by pair. */
@FunctionalInterface
public interface EncodedRows {
    /**
     * The queries of a pair after a layer.
     *
     * @param pair its number
     * @param layer one of the plan's
     * @param values query after query; they begin at {@code offset}. The array is used again: copy what is kept
     * @param offset the place of the first of queries * width numbers
     */
    void row(int pair, int layer, float[] values, int offset);
}

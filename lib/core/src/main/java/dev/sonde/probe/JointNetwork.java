package dev.sonde.probe;

import dev.sonde.model.EncodedRows;
import dev.sonde.model.PairReader;
import dev.sonde.torch.Parameters;

/** A model with weights of its own, whose vectors a probe reads and which is trained with it. */
public interface JointNetwork extends AutoCloseable {
    /** The weights, by the names of the checkpoint; all of them are trained. */
    Parameters parameters();

    /** How many vectors it gives for an example: the query tokens. */
    int queries();

    /** How many numbers a vector has. */
    int width();

    /** Reads examples of some data, [examples, queries, width]. */
    PairReader reader(JointData data);

    /** Reads all examples of some data without dropout, in whatever order is the fastest; each comes to the sink once. */
    void encode(JointData data, EncodedRows sink);

    /** Frees the weights. */
    @Override
    default void close() {
        parameters().close();
    }
}

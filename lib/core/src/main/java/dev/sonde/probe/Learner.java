package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Probes that are trained together on the same batches. */
interface Learner extends AutoCloseable {
    /** How many. */
    int trials();

    /** The loss of each probe in the last step, [trials]. */
    float[] lastLosses();

    /** The sum of the losses of the steps since it was asked for before, [trials]. */
    float[] takeLosses();

    /** Remembers the parameters of some of the probes. */
    void remember(boolean[] which);

    /** All that an exact continuation needs: names and arrays, which are changed in place to continue. */
    Map<String, NDArray> state();

    @Override
    void close();
}

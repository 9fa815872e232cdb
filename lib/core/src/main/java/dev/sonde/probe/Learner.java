package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Probes that are trained together on the same batches. */
interface Learner extends AutoCloseable {
    /** How many. */
    int trials();

    /** Whether features may come in the type in which they are stored, half precision; else they come in single. */
    default boolean readsStored() {
        return false;
    }

    /**
     * One step of each probe.
     *
     * @param x [batch, width]
     * @param y [batch, outputs]
     * @param rates the learning rate of each probe; negative for one that has ended, which then stays as it is
     */
    void step(NDArray x, NDArray y, double[] rates);

    /** The loss of each probe in the last step, [trials]. */
    float[] lastLosses();

    /** The sum of the losses of the steps since it was asked for before, [trials]. */
    float[] takeLosses();

    /** What the probes say, [trials][rows * outputs]. */
    float[][] logits(NDArray x);

    /** Remembers the parameters of some of the probes. */
    void remember(boolean[] which);

    /** All that an exact continuation needs: names and arrays, which are changed in place to continue. */
    Map<String, NDArray> state();

    /** New arrays with the remembered parameters of one probe, which belong to the caller. */
    Map<String, NDArray> remembered(int trial);

    @Override
    void close();
}

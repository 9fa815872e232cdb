package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Probes that are trained together on features that stay as they are. */
interface FeatureLearner extends Learner {
    /** The rows of one step; what it gives is valid until it is asked for more. */
    interface Rows {
        /** How many. */
        int count();

        /** The features of some of them, [count, width]. */
        NDArray x(int first, int count);

        /** The answers of some of them, [count, outputs]. */
        NDArray y(int first, int count);
    }

    /** Whether features may come in the type in which they are stored, half precision; else they come in single. */
    default boolean readsStored() {
        return false;
    }

    /** How many of the rows of a step are asked for at a time. */
    default int rowsAtOnce(int batch) {
        return batch;
    }

    /**
     * One step of each probe.
     *
     * @param rates the learning rate of each probe; negative for one that has ended, which then stays as it is
     */
    void step(Rows batch, double[] rates);

    /** What the probes say, [trials][rows * outputs]. */
    float[][] logits(NDArray x);

    /** New arrays with the remembered parameters of one probe, which belong to the caller. */
    Map<String, NDArray> remembered(int trial);
}

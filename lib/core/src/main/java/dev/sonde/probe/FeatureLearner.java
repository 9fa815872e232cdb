package dev.sonde.probe;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** Probes that are trained together on features that stay as they are. */
interface FeatureLearner extends Learner {
    /**
     * One step of each probe.
     *
     * @param x [batch, width]
     * @param y [batch, outputs]
     * @param rates the learning rate of each probe; negative for one that has ended, which then stays as it is
     */
    void step(NDArray x, NDArray y, double[] rates);

    /** What the probes say, [trials][rows * outputs]. */
    float[][] logits(NDArray x);

    /** New arrays with the remembered parameters of one probe, which belong to the caller. */
    Map<String, NDArray> remembered(int trial);
}

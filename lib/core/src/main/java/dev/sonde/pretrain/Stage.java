package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Random;

/** Something to be trained: the weights that move, what a step costs them, and how good they are. */
public interface Stage {
    /** What it is, such as {@code image encoder}; a part of what its files are known by. */
    String name();

    /** The weights that move, by name; their order stays the same. */
    Map<String, NDArray> weights();

    /**
     * The loss of the batch of a step, computed in a scope that records gradients.
     *
     * @param step from 0 to {@code steps - 1}
     * @param steps of the whole training, for what depends on how far it is
     * @param draws what is random about the batch; the same for the same seed and step
     */
    StepLoss loss(long step, long steps, Random draws);

    /** Measures on scenes that are held out, by name; computed now and then. */
    default Map<String, Double> evaluate() {
        return Map.of();
    }
}

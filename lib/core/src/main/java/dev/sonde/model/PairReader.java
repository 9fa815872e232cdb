package dev.sonde.model;

import ai.djl.ndarray.NDArray;

/** Reads texts beside their images: a model on the pairs of a split, as {@link JointStep} trains it. */
@FunctionalInterface
public interface PairReader {
    /**
     * What is made of some pairs, [pairs, tokens, width]. Called in a {@link dev.sonde.torch.Scope}.
     *
     * @param pairs their numbers
     */
    NDArray read(int[] pairs, Mode mode);
}

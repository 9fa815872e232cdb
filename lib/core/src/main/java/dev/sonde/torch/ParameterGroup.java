package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import dev.sonde.display.SondeException;
import java.util.Collection;
import java.util.List;

/**
 * Arrays that are trained alike.
 *
 * @param weightDecay how much of a weight is taken off per unit of learning rate; 0.01 is PyTorch's default
 * @param rateFactor the schedule's learning rate is multiplied by it
 */
public record ParameterGroup(List<NDArray> arrays, double weightDecay, double rateFactor) {
    public ParameterGroup {
        arrays = List.copyOf(arrays);
        if (arrays.isEmpty()) {
            throw new SondeException("A group of parameters is empty", "Check the names that select its arrays.");
        }
        if (!(weightDecay >= 0) || !(rateFactor >= 0)) {
            throw new SondeException(
                    "Weight decay " + weightDecay + " and rate factor " + rateFactor + " must not be negative",
                    "The usual values are 0.01 and 1.");
        }
    }

    /** Arrays with weight decay 0.01 and the schedule's own rate. */
    public static ParameterGroup of(Collection<? extends NDArray> arrays) {
        return new ParameterGroup(List.copyOf(arrays), 0.01, 1);
    }

    /** The same arrays with another weight decay. */
    public ParameterGroup withWeightDecay(double decay) {
        return new ParameterGroup(arrays, decay, rateFactor);
    }

    /** The same arrays with a learning rate that is a multiple of the schedule's. */
    public ParameterGroup withRateFactor(double factor) {
        return new ParameterGroup(arrays, weightDecay, factor);
    }
}

package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loss of a step.
 *
 * @param total a scalar, which the step makes smaller
 * @param shown scalars that the learning curve shows, by name: terms of the loss, accuracies
 */
public record StepLoss(NDArray total, Map<String, NDArray> shown) {
    public StepLoss {
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
    }

    /** A loss of one term. */
    public static StepLoss of(NDArray total) {
        return new StepLoss(total, Map.of());
    }

    /** With one more scalar to be shown. */
    public StepLoss showing(String name, NDArray scalar) {
        Map<String, NDArray> more = new LinkedHashMap<>(shown);
        more.put(name, scalar);
        return new StepLoss(total, more);
    }

    /** With another term, weighted and shown. */
    public StepLoss plus(String name, NDArray term, double weight) {
        return new StepLoss(total.add(term.mul((float) weight)), shown).showing(name, term);
    }
}

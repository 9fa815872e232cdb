package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.torch.Losses;
import dev.sonde.torch.Torch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loss of a step: a weighted sum of terms.
 *
 * @param terms scalars
 * @param weights one for each term
 * @param shown scalars that the learning curve shows, by name: terms of the loss, accuracies
 */
public record StepLoss(List<NDArray> terms, List<Double> weights, Map<String, NDArray> shown) {
    public StepLoss {
        terms = List.copyOf(terms);
        weights = List.copyOf(weights);
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
    }

    /** A loss of one term, which is not shown. */
    public static StepLoss of(NDArray term, double weight) {
        return new StepLoss(List.of(term), List.of(weight), Map.of());
    }

    /** A loss of one term, shown. */
    public static StepLoss of(String name, NDArray term, double weight) {
        return of(term, weight).showing(name, term);
    }

    /** With one more scalar to be shown. */
    public StepLoss showing(String name, NDArray scalar) {
        Map<String, NDArray> more = new LinkedHashMap<>(shown);
        more.put(name, scalar);
        return new StepLoss(terms, weights, more);
    }

    /** With another term, weighted and shown. */
    public StepLoss plus(String name, NDArray term, double weight) {
        return new StepLoss(with(terms, term), with(weights, weight), shown).showing(name, term);
    }

    /** What the step makes smaller, a scalar. */
    public NDArray total(Torch torch) {
        return Losses.sum(torch, terms, weights);
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }
}

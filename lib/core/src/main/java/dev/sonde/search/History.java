package dev.sonde.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trials of a search so far, in the order of their numbers, with what they are for.
 *
 * @param goal whether high or low scores are good
 * @param trials every trial that was handed out, finished or not
 */
public record History(Goal goal, List<Trial> trials) {
    public History {
        trials = List.copyOf(trials);
    }

    /** The trials with a score. */
    public List<Trial> complete() {
        return trials.stream().filter(Trial::isComplete).toList();
    }

    /** The first of the best trials, where one is complete. */
    public Optional<Trial> best() {
        return complete().stream().min(Comparator.comparingDouble(this::loss));
    }

    /** The score turned so that low is good; infinite for a trial that failed or still runs. */
    public double loss(Trial trial) {
        return trial.score().isPresent() ? goal.loss(trial.score().getAsDouble()) : Double.POSITIVE_INFINITY;
    }

    /** The best score after each complete trial, in the order of their numbers. */
    public List<Double> bestSoFar() {
        List<Double> best = new ArrayList<>();
        for (Trial trial : complete()) {
            double score = trial.score().getAsDouble();
            double before = best.isEmpty() ? score : best.get(best.size() - 1);
            best.add(goal.isBetter(score, before) ? score : before);
        }
        return best;
    }
}

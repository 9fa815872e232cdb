package dev.sonde.search;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The good trials and all others, each in the order of time.
 *
 * @param below the trials of least loss; of equal ones the earlier
 * @param above the others, those that failed or still run among them
 */
record TrialSplit(List<Trial> below, List<Trial> above) {
    static TrialSplit of(History history, Gamma gamma) {
        int good =
                Math.min(gamma.of(history.trials().size()), history.complete().size());
        Set<Integer> best = new HashSet<>(history.trials().stream()
                .sorted(Comparator.comparingDouble(history::loss))
                .limit(good)
                .map(Trial::number)
                .toList());
        return new TrialSplit(
                history.trials().stream()
                        .filter(trial -> best.contains(trial.number()))
                        .toList(),
                history.trials().stream()
                        .filter(trial -> !best.contains(trial.number()))
                        .toList());
    }
}

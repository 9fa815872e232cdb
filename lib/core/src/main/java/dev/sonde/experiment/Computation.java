package dev.sonde.experiment;

import dev.sonde.display.Progress;
import dev.sonde.probe.EpochScore;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainingHistory;
import dev.sonde.search.Assignment;
import dev.sonde.search.Search;
import dev.sonde.search.Trial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Computes a run: its search, then the best settings with each seed. What is there already is not computed again. */
final class Computation {
    private final ProbePlan plan;
    private final RunFolder folder;
    private final Trainings trainings;
    private final Progress progress;
    private int done;

    Computation(ProbePlan plan, RunFolder folder, Trainings trainings, Progress progress) {
        this.plan = plan;
        this.folder = folder;
        this.trainings = trainings;
        this.progress = progress;
    }

    /** Computes what is missing; gives the settings that were chosen, if there was a search. */
    Optional<Assignment> run() {
        Optional<Assignment> chosen = plan.trials() > 0 ? Optional.of(search()) : Optional.empty();
        ProbeTrial trial =
                chosen.map(point -> TrialSettings.apply(point, plan.trial())).orElse(plan.trial());
        for (int seed = 0; seed < plan.seeds(); seed++) {
            if (folder.seed(seed).isEmpty()) {
                folder.write(seed, trainings.judged(ProbePlan.seeded(trial, seed), folder.checkpoint("seed-" + seed)));
            }
            progress.at(++done);
        }
        return chosen;
    }

    private Assignment search() {
        Search search = plan.search(folder.journal());
        for (List<Trial> next = ask(search); !next.isEmpty(); next = ask(search)) {
            train(search, next);
        }
        return search.best().assignment();
    }

    /** Rounds begin at multiples of their size, also behind a kill: the sampler then knows what it would have known. */
    private List<Trial> ask(Search search) {
        List<Trial> trials = search.trials();
        done = (int) trials.stream().filter(trial -> !trial.isRunning()).count();
        progress.at(done);
        return search.ask(plan.round() - trials.size() % plan.round(), plan.trials());
    }

    private void train(Search search, List<Trial> round) {
        List<ProbeTrial> settings = round.stream()
                .map(trial -> TrialSettings.apply(trial.assignment(), plan.trial()))
                .toList();
        String name = round.stream()
                .map(trial -> Integer.toString(trial.number()))
                .collect(Collectors.joining("-", "trials-", ""));
        try {
            List<TrainingHistory> histories = trainings.histories(settings, folder.checkpoint(name));
            for (int i = 0; i < histories.size(); i++) {
                List<Double> epochs = histories.get(i).epochs().stream()
                        .map(EpochScore::score)
                        .toList();
                search.tell(round.get(i), histories.get(i).best().score(), epochs);
            }
        } catch (RuntimeException | Error e) {
            round.forEach(trial -> search.giveBack(trial, e));
            throw e;
        }
    }
}

package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.probe.JointOptions;
import dev.sonde.probe.ProbeHead;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.SearchSpace;
import dev.sonde.torch.Device;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What a {@link Probe} has been told so far. Never changed once a probe has it. */
final class ProbeDraft {
    /** The head for tokens of so many numbers. */
    IntFunction<ProbeHead> head = width -> ProbeHead.linear();

    Optional<Representation> on = Optional.empty();
    Optional<ProbingTask> task = Optional.empty();
    Training training = Training.FROZEN;
    JointOptions jointOptions = JointOptions.defaults();
    Optional<TrainingOptions> options = Optional.empty();
    Optional<SearchSpace> space = Optional.empty();
    int trials;
    int seeds = 1;
    Optional<String> name = Optional.empty();
    Optional<RunStore> store = Optional.empty();
    Optional<Device> device = Optional.empty();

    /** A changed copy. */
    ProbeDraft with(Consumer<ProbeDraft> change) {
        ProbeDraft copy = new ProbeDraft();
        copy.head = head;
        copy.on = on;
        copy.task = task;
        copy.training = training;
        copy.jointOptions = jointOptions;
        copy.options = options;
        copy.space = space;
        copy.trials = trials;
        copy.seeds = seeds;
        copy.name = name;
        copy.store = store;
        copy.device = device;
        change.accept(copy);
        return copy;
    }

    /** @throws SondeException if something is still open, or does not fit */
    ProbePlan plan() {
        Representation read = on.orElseThrow(() -> new SondeException(
                "The probe has nothing to read", "Say .on(Models.blip2().queries()) or .on(Features.of(path))."));
        ProbingTask predicted = task.or(read::ownTask)
                .orElseThrow(() -> new SondeException(
                        "The probe has nothing to predict", "Say .predicting(Tasks.vsr()), or another task."));
        ProbeTrial trial = new ProbeTrial(
                head.apply(read.width()), read.input(), predicted.objective(), options.orElse(predicted.options()));
        SearchSpace searched = space.orElse(predicted.space());
        if (trials > 0) {
            TrialSettings.check(searched, trial);
        }
        String title =
                name.orElse(read.name() + (training == Training.JOINT ? ", joint" : "") + ", " + predicted.name());
        return new ProbePlan(title, read, predicted, training, jointOptions, trial, searched, trials, seeds);
    }
}

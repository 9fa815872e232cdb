package dev.sonde.experiment;

import dev.sonde.probe.ProbeHead;
import dev.sonde.probe.ProbeTrial;
import dev.sonde.probe.TrainingOptions;
import dev.sonde.search.SearchSpace;
import dev.sonde.search.Value;
import java.util.Arrays;
import java.util.List;

/**
 * How many trainings a run takes, and how long they are; as {@link RunSettings} has it, before anything is loaded.
 *
 * @param trials of the search; 0 for none
 * @param seeds trainings with the settings that were chosen
 * @param epochs of a trial, the mean over the search space
 * @param mostEpochs of the trainings with chosen settings: the most of the search space, as long trainings usually win
 * @param together trials that are trained in one pass
 * @param batch examples of a step
 */
record Effort(int trials, int seeds, double epochs, int mostEpochs, int together, int batch) {
    /** Of a request at a scale. */
    static Effort of(Scale scale, RunRequest request) {
        ProbeDraft draft = RunSettings.probe(scale, request).draft();
        TrainingOptions options = draft.options.orElse(TaskCatalogue.options(request.task()));
        double[] epochs = epochs(draft, request, options);
        return new Effort(
                draft.trials,
                draft.seeds,
                Arrays.stream(epochs).average().orElseThrow(),
                (int) Arrays.stream(epochs).max().orElseThrow(),
                request.head() == HeadSize.LINEAR ? ProbePlan.round(request.training(), draft.trials) : 1,
                options.batch());
    }

    /** The numbers that its probe trains, on so many tokens of so many numbers. */
    static long parameters(Scale scale, RunRequest request, int tokens, int width) {
        ProbeDraft draft = RunSettings.probe(scale, request).draft();
        ProbeHead head = draft.head.apply(width);
        return ProbeTrial.linear(TaskCatalogue.objective(request.task()))
                .withHead(head)
                .parameters(tokens, width);
    }

    /** Epochs of all trainings, those of the search and those with the settings that it chose. */
    double allEpochs() {
        return trials * epochs + seeds * (double) mostEpochs;
    }

    /** Passes over the features: trials that are trained together share theirs, which is as long as the longest. */
    double passes() {
        double search = together > 1 ? Math.ceil(trials / (double) together) * mostEpochs : trials * epochs;
        return search + seeds * (double) mostEpochs;
    }

    private static double[] epochs(ProbeDraft draft, RunRequest request, TrainingOptions options) {
        SearchSpace space = draft.space.orElse(TaskCatalogue.space(request.task()));
        if (draft.trials == 0 || !space.names().contains(SearchSpace.EPOCHS)) {
            return new double[] {options.epochs()};
        }
        List<Value> values = space.parameter(SearchSpace.EPOCHS).grid(2);
        return values.stream()
                .mapToDouble(value -> ((Value.Real) value).number())
                .toArray();
    }
}

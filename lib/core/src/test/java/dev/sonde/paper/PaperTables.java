package dev.sonde.paper;

import dev.sonde.experiment.ControlSet;
import dev.sonde.experiment.HeadSize;
import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Training;

/** Accuracies as the paper prints them. */
final class PaperTables {
    private PaperTables() {}

    /** The test accuracy of a request in Tables 1 and 3; controls are low and patch tokens high. */
    static double percent(RunRequest request) {
        return switch (request.model()) {
            case BLIP2, INSTRUCT_BLIP, VILT -> published(request);
            case UNTRAINED, TEXT_ONLY -> request.task() == ProbedTask.REFCOCOG ? 5 : 50;
            case PATCHES -> 90;
            case OBJECT_AWARE -> published(request) + (request.task() == ProbedTask.REFCOCOG ? 30 : 0);
        };
    }

    private static double published(RunRequest request) {
        ProbedModel model = request.model() == ProbedModel.OBJECT_AWARE ? ProbedModel.BLIP2 : request.model();
        boolean sized = request.head() != HeadSize.LINEAR;
        String row = model.label() + (sized ? ", " + request.head().layers() + "-layer probe" : "");
        Resampler state = model == ProbedModel.VILT
                ? Resampler.NONE
                : request.training() == Training.FROZEN ? Resampler.FROZEN : Resampler.UNFROZEN;
        return Published.asPrinted()
                .table(sized ? 3 : 1)
                .cell(row, state, request.task().label() + " test")
                .value()
                .value();
    }

    /** Whether a request is the frozen one of a row. */
    static boolean isFrozen(RunRequest request) {
        return request.model().isResampler() && request.training() == Training.FROZEN;
    }

    /** Without its controls, as the key of a number. */
    static RunRequest plain(RunRequest request) {
        return request.with(ControlSet.NONE);
    }
}

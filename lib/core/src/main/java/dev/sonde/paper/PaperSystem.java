package dev.sonde.paper;

import dev.sonde.experiment.ProbedModel;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.RunRequest;
import dev.sonde.experiment.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows of the paper's tables that are runs; the others are quoted, or people. */
public enum PaperSystem {
    VILT(ProbedModel.VILT, Training.JOINT, Resampler.NONE),
    QFORMER_FROZEN(ProbedModel.BLIP2, Training.FROZEN, Resampler.FROZEN),
    QFORMER_JOINT(ProbedModel.BLIP2, Training.JOINT, Resampler.UNFROZEN),
    IBLIP_FROZEN(ProbedModel.INSTRUCT_BLIP, Training.FROZEN, Resampler.FROZEN),
    IBLIP_JOINT(ProbedModel.INSTRUCT_BLIP, Training.JOINT, Resampler.UNFROZEN);

    /** The four columns of Tables 4 and 5, and rows of Table 2. */
    static final List<PaperSystem> RESAMPLERS = List.of(QFORMER_FROZEN, QFORMER_JOINT, IBLIP_FROZEN, IBLIP_JOINT);

    private final ProbedModel model;
    private final Training training;
    private final Resampler resampler;

    PaperSystem(ProbedModel model, Training training, Resampler resampler) {
        this.model = model;
        this.training = training;
        this.resampler = resampler;
    }

    /** The row of a published number; empty where the paper ran nothing. */
    static Optional<PaperSystem> of(PublishedCell cell) {
        return Arrays.stream(values())
                .filter(system -> system.model.label().equals(cell.row()) && system.resampler == cell.resampler())
                .findFirst();
    }

    /** The model that is probed. */
    public ProbedModel model() {
        return model;
    }

    /** The state of its resampler, as the paper's tables have it. */
    public Resampler resampler() {
        return resampler;
    }

    /** Whether the model stays as it is. */
    public boolean isFrozen() {
        return training == Training.FROZEN;
    }

    /** The run of this row for a task: a linear probe on the last layer. */
    public RunRequest request(ProbedTask task) {
        return isFrozen() ? RunRequest.frozen(model, task) : RunRequest.joint(model, task);
    }

    /** Such as {@code Q-Former frozen}. */
    @Override
    public String toString() {
        return (model.label() + " " + resampler.label()).strip();
    }
}

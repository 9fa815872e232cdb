package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A cell of an experiment: a model, a task, and how it is probed. How long it is trained, with how many seeds and trials,
 * follows from the scale and the task.
 *
 * <pre>{@code
 * RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR).atLayer(3)
 * RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.RCM).withHead(HeadSize.SWIGLU_2).with(ControlSet.SELECTIVITY)
 * RunRequest.joint(ProbedModel.INSTRUCT_BLIP, ProbedTask.REFCOCOG)
 * }</pre>
 *
 * @param model what is probed
 * @param task what for
 * @param training whether the resampler is trained, too
 * @param layer whose output is probed, from 1 on; empty for the last one
 * @param head the probe
 * @param controls what is wanted beside the accuracy
 */
public record RunRequest(
        ProbedModel model, ProbedTask task, Training training, OptionalInt layer, HeadSize head, ControlSet controls) {

    /** @throws SondeException if the layer is none */
    public RunRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(controls, "controls");
        if (layer.isPresent() && layer.getAsInt() < 1) {
            throw new SondeException(
                    "There is no layer " + layer.getAsInt(), "Count layers from 1; leave it out for the last one.");
        }
    }

    /** A linear probe on the last layer of a model that stays as it is. */
    public static RunRequest frozen(ProbedModel model, ProbedTask task) {
        return new RunRequest(model, task, Training.FROZEN, OptionalInt.empty(), HeadSize.LINEAR, ControlSet.NONE);
    }

    /** A linear probe, trained together with the model. */
    public static RunRequest joint(ProbedModel model, ProbedTask task) {
        return new RunRequest(model, task, Training.JOINT, OptionalInt.empty(), HeadSize.LINEAR, ControlSet.NONE);
    }

    /** On the output of another layer, from 1 on. */
    public RunRequest atLayer(int other) {
        return new RunRequest(model, task, training, OptionalInt.of(other), head, controls);
    }

    /** With another probe. */
    public RunRequest withHead(HeadSize other) {
        return new RunRequest(model, task, training, layer, other, controls);
    }

    /** With controls beside it. */
    public RunRequest with(ControlSet other) {
        return new RunRequest(model, task, training, layer, head, other);
    }

    /** Such as {@code Q-Former frozen, VSR random, layer 3, linear}. */
    @Override
    public String toString() {
        return model + " " + training + ", " + task
                + (layer.isPresent() ? ", layer " + layer.getAsInt() : "")
                + (head == HeadSize.LINEAR ? ", linear" : ", SwiGLU of " + head.layers() + " layers");
    }
}

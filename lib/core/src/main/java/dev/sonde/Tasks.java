package dev.sonde;

import dev.sonde.data.Task;
import dev.sonde.experiment.ProbedTask;
import dev.sonde.experiment.ProbingTask;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.TaskCatalogue;
import dev.sonde.image.ImageSource;

/**
 * The paper's tasks, to be predicted: in the mini world, or with {@code SONDE_SCALE=paper} on the data in the folder that
 * {@code SONDE_DATA} names.
 *
 * <pre>{@code
 * jshell> Tasks.vsr()
 * jshell> Tasks.rcm().withRows(5_000)
 * }</pre>
 */
public final class Tasks {
    private Tasks() {}

    /** Is a statement about two things true? The random split of VSR, or its counterpart in the mini world. */
    public static ProbingTask vsr() {
        return TaskCatalogue.of(Scale.here(), ProbedTask.VSR);
    }

    /**
     * Which box does a phrase refer to?
     *
     * @throws dev.sonde.display.SondeException if RefCOCOg is not there
     */
    public static ProbingTask refCocoG() {
        return TaskCatalogue.of(Scale.here(), ProbedTask.REFCOCOG);
    }

    /**
     * Region Cell Matching: is a thing in the cell that is named?
     *
     * @throws dev.sonde.display.SondeException if RefCOCOg is not there, of which it is made
     */
    public static ProbingTask rcm() {
        return TaskCatalogue.of(Scale.here(), ProbedTask.RCM);
    }

    /** A task of your own, with the pictures of its examples by name. */
    public static ProbingTask of(Task task, ImageSource images) {
        return ProbingTask.of(task, images);
    }
}

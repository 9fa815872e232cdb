package dev.sonde.display;

/** Where progress is shown: a terminal, or one display of a notebook that is written anew. */
public interface ProgressSink {
    /**
     * Shows a state of one task.
     *
     * @param id names the task within this JVM; the same for all its states
     * @param state how far it is
     */
    void show(long id, ProgressState state);
}

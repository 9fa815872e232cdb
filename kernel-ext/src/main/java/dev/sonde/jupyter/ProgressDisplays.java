package dev.sonde.jupyter;

import dev.sonde.display.ProgressSink;
import dev.sonde.display.ProgressState;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** One display of a notebook for each task, written anew with each state; how is the kernel's to say. */
final class ProgressDisplays implements ProgressSink {
    private final BiConsumer<String, ProgressState> begin;
    private final BiConsumer<String, ProgressState> update;
    /** Other kernels have drawn into the same notebook before. */
    private final String kernelId = UUID.randomUUID().toString();

    private final Set<Long> shown = new HashSet<>();

    /**
     * @param begin shows the first state of a task in a display of this id
     * @param update shows a later one there
     */
    ProgressDisplays(BiConsumer<String, ProgressState> begin, BiConsumer<String, ProgressState> update) {
        this.begin = begin;
        this.update = update;
    }

    @Override
    public synchronized void show(long id, ProgressState state) {
        (shown.add(id) ? begin : update).accept(kernelId + "-" + id, state);
        if (state.finished()) {
            shown.remove(id);
        }
    }
}

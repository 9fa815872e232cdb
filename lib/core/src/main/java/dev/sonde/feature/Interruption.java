package dev.sonde.feature;

import dev.sonde.display.SondeException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Stops long work in a thread that was interrupted, such as a notebook's cell. */
final class Interruption {
    private Interruption() {}

    /** @throws CancellationException if the thread was interrupted; it stays so */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The work on features was interrupted.");
        }
    }

    /** Work on files: an interruption closes a file under the work, which then looks like a broken disk. */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (SondeException e) {
            check();
            throw e;
        }
    }
}

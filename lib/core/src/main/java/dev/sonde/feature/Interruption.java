package dev.sonde.feature;

import java.util.concurrent.CancellationException;

/** Stops long work in a thread that was interrupted, such as a notebook's cell. */
final class Interruption {
    private Interruption() {}

    /** @throws CancellationException if the thread was interrupted; it stays so */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The work on features was interrupted.");
        }
    }
}

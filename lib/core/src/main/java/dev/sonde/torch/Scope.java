package dev.sonde.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The lifetime of the arrays of one step: all that the opening thread makes until {@link #close()} is freed then,
 * except what {@link #keep} names.
 *
 * <p>Opening one polls for interruption, so a loop with a scope a batch stops within a batch. Whether gradients are
 * recorded is a property of the thread, which the scope restores at its end.
 */
public final class Scope implements AutoCloseable {
    private final NDScope arrays;
    private final List<NDArray> kept = new ArrayList<>();
    private final boolean gradientsBefore;

    Scope(boolean gradients) {
        poll();
        TorchEngine.readyThread();
        gradientsBefore = JniUtils.isGradMode();
        JniUtils.setGradMode(gradients);
        arrays = new NDScope();
    }

    /**
     * Stops a computation whose thread was interrupted; the thread stays interrupted.
     *
     * @throws CancellationException if it was
     */
    public static void poll() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The computation was interrupted.");
        }
    }

    /** Lets an array outlive this scope: it belongs to the enclosing one, if there is one. */
    public NDArray keep(NDArray array) {
        NDScope.unregister(array);
        kept.add(array);
        return array;
    }

    // The backward pass needs no graph of itself.
    static void withoutGradients(Runnable action) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            action.run();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    @Override
    public void close() {
        arrays.suppressNotUsedWarning();
        arrays.close();
        JniUtils.setGradMode(gradientsBefore);
        kept.forEach(NDScope::register);
    }
}

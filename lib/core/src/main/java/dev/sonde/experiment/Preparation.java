package dev.sonde.experiment;

import dev.sonde.display.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Computes runs that do not depend on each other, as many at a time as there are processors. One that another process is
 * computing comes last: two notebooks that need the same runs share the work.
 */
final class Preparation {
    private static final int SECONDS_TO_STOP = 60;

    private final List<RunRequest> open;
    private final Predicate<RunRequest> busy;
    private final Consumer<RunRequest> computation;

    /**
     * @param busy whether another process is computing it
     * @param computation computes a run, or waits for the other process
     */
    Preparation(Collection<RunRequest> requests, Predicate<RunRequest> busy, Consumer<RunRequest> computation) {
        this.open = new ArrayList<>(new LinkedHashSet<>(requests));
        this.busy = busy;
        this.computation = computation;
    }

    /** @throws CancellationException if the thread is interrupted; the runs then stop, too */
    void run() {
        int count = open.size();
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.max(1, Math.min(count, Runtime.getRuntime().availableProcessors())));
        try (Progress progress = Progress.of("runs", count)) {
            ExecutorCompletionService<RunRequest> tasks = new ExecutorCompletionService<>(workers);
            for (int i = 0; i < count; i++) {
                tasks.submit(() -> progress.covering(this::computeNext));
            }
            for (int i = 0; i < count; i++) {
                tasks.take().get();
                progress.step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted; what was computed is kept");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            stop(workers);
        }
    }

    private RunRequest computeNext() {
        RunRequest next = next();
        computation.accept(next);
        return next;
    }

    private synchronized RunRequest next() {
        RunRequest next = open.stream().filter(busy.negate()).findFirst().orElseGet(() -> open.get(0));
        open.remove(next);
        return next;
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    // The runs write what they have when they are interrupted: an interrupted caller waits for that, too.
    private static void stop(ExecutorService workers) {
        boolean interrupted = Thread.interrupted();
        workers.shutdownNow();
        try {
            workers.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

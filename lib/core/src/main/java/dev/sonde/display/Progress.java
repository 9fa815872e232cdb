package dev.sonde.display;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Shows how far a long task is: at most ten times a second, and once more at its end. A task that begins while another of
 * the same thread goes on is a part of that one, and not shown.
 *
 * <pre>{@code
 * try (Progress progress = Progress.of("features", images.size())) {
 *     for (var image : images) { ...; progress.step(); }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
    private static final long NANOS_BETWEEN = 100_000_000L;
    private static final AtomicLong NEXT_ID = new AtomicLong();
    /** The one place of the process where progress goes; a kernel extension puts its own there. */
    private static final AtomicReference<ProgressSink> SINK = new AtomicReference<>(new Terminal());

    private static final ThreadLocal<Progress> OUTERMOST = new ThreadLocal<>();

    private final long id = NEXT_ID.incrementAndGet();
    private final String what;
    private final long total;
    private final long start = System.nanoTime();
    private long lastShown = start - NANOS_BETWEEN;
    private long before;
    private long done;
    private volatile boolean closed;
    private boolean part;

    private Progress(String what, long total) {
        this.what = Objects.requireNonNull(what, "what");
        this.total = total;
    }

    /** Begins a task of {@code total} steps. */
    public static Progress of(String what, long total) {
        if (total < 0) {
            throw new IllegalArgumentException("a task of " + total + " steps: " + what);
        }
        Progress progress = new Progress(what, total);
        Progress outer = OUTERMOST.get();
        if (outer == null || outer.closed) {
            OUTERMOST.set(progress);
        }
        progress.part = OUTERMOST.get() != progress;
        progress.showIfDue();
        return progress;
    }

    /** Computes in another thread: tasks that begin there meanwhile are parts of this one, and not shown. */
    public <T> T covering(Supplier<T> computation) {
        OUTERMOST.set(this);
        try {
            return computation.get();
        } finally {
            OUTERMOST.remove();
        }
    }

    /** So many steps were done earlier, by another process: they say nothing of how long the rest takes. */
    public synchronized Progress from(long steps) {
        before = steps;
        done = steps;
        return this;
    }

    /** Where progress is shown from now on, in the whole process. */
    public static void showIn(ProgressSink sink) {
        SINK.set(Objects.requireNonNull(sink, "sink"));
    }

    /** One more step is done. */
    public synchronized void step() {
        at(done + 1);
    }

    /** So many steps are done. */
    public synchronized void at(long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException(steps + " steps done: " + what);
        }
        if (closed) {
            throw new IllegalStateException("the task has ended: " + what);
        }
        done = steps;
        showIfDue();
    }

    /** Ends the task and shows its last state; nothing the second time. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            show(new ProgressState(what, done, total, OptionalLong.empty(), true));
            if (OUTERMOST.get() == this) {
                OUTERMOST.remove();
            }
        }
    }

    private void showIfDue() {
        long now = System.nanoTime();
        if (now - lastShown >= NANOS_BETWEEN) {
            lastShown = now;
            show(new ProgressState(what, done, total, secondsLeft(now), false));
        }
    }

    private OptionalLong secondsLeft(long now) {
        return done <= before || done >= total
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((now - start) / 1e9 * (total - done) / (done - before)));
    }

    /** A task must not fail because its progress cannot be shown. */
    private void show(ProgressState state) {
        if (part) {
            return;
        }
        ProgressSink sink = SINK.get();
        try {
            sink.show(id, state);
        } catch (RuntimeException | Error e) { // an Error too: another version of the kernel may lack a method
            ProgressSink terminal = new Terminal();
            SINK.compareAndSet(sink, terminal);
            terminal.show(id, state);
        }
    }

    /** One line that is written over on a terminal; where output goes to a file, the last state only. */
    private static final class Terminal implements ProgressSink {
        @Override
        public void show(long id, ProgressState state) {
            boolean terminal = System.console() != null;
            if (terminal) {
                System.err.print("\r" + state + "        " + (state.finished() ? "\n" : ""));
                System.err.flush();
            } else if (state.finished()) {
                System.err.println(state);
            }
        }
    }
}

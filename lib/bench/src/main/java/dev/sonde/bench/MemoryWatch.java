package dev.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches the memory of this process: what is its own (heap and native; the system cannot take it away) and what is mapped
 * from files (the system takes it whenever it needs it). 0 where {@code /proc} is missing.
 */
final class MemoryWatch implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int MILLIS = 50;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "memory-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong heap = new AtomicLong();
    private final AtomicLong own = new AtomicLong();
    private final AtomicLong mapped = new AtomicLong();

    private MemoryWatch() {}

    static MemoryWatch start() {
        MemoryWatch watch = new MemoryWatch();
        watch.timer.scheduleAtFixedRate(watch::look, 0, MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    int peakHeapMegabytes() {
        return (int) (heap.get() >> 20);
    }

    int peakOwnMegabytes() {
        return (int) (own.get() >> 10);
    }

    int peakMappedMegabytes() {
        return (int) (mapped.get() >> 10);
    }

    private void look() {
        Runtime runtime = Runtime.getRuntime();
        heap.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
        try {
            List<String> lines = Files.exists(STATUS) ? Files.readAllLines(STATUS) : List.of();
            own.accumulateAndGet(kilobytes(lines, "RssAnon:"), Math::max);
            mapped.accumulateAndGet(kilobytes(lines, "RssFile:"), Math::max);
        } catch (IOException e) {
            return; // the next look
        }
    }

    private static long kilobytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

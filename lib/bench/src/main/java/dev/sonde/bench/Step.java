package dev.sonde.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What a step of a measurement took.
 *
 * @param name what was done
 * @param wall seconds that passed
 * @param processor seconds of all processors of this process
 * @param peak the most memory that the process held during the step, in GB (Linux: VmHWM); NaN elsewhere
 */
record Step(String name, double wall, double processor, double peak) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String CLEAR_PEAK = "5";

    /** Does something, prints what it took, and gives its result. */
    static <T> T run(String name, Callable<T> work) throws Exception {
        clearPeak();
        long processorBefore = processorNanos();
        long before = System.nanoTime();
        T result = work.call();
        double wall = (System.nanoTime() - before) / 1e9;
        System.out.println(new Step(name, wall, (processorNanos() - processorBefore) / 1e9, mostMemory()));
        return result;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void clearPeak() throws IOException {
        if (Files.exists(CLEAR)) {
            Files.writeString(CLEAR, CLEAR_PEAK);
        }
    }

    private static double mostMemory() throws IOException {
        if (!Files.exists(STATUS)) {
            return Double.NaN;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e9)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-58s %7.2f s  %7.2f s CPU  %5.2f GB at most", name, wall, processor, peak);
    }
}

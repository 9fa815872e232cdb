package dev.sonde.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Wall and CPU time since its start. The CPU time is the whole process's: compiler and collector are part of the price. */
record Stopwatch(long wallNanos, long cpuNanos) {
    static Stopwatch start() {
        return new Stopwatch(System.nanoTime(), processCpuNanos());
    }

    double wallSeconds() {
        return (System.nanoTime() - wallNanos) / 1e9;
    }

    double cpuSeconds() {
        return (processCpuNanos() - cpuNanos) / 1e9;
    }

    private static long processCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}

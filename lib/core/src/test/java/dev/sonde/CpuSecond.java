package dev.sonde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** A second of the processor's time, which other work on the machine does not shorten. */
public final class CpuSecond {
    private static final Duration HANGS = Duration.ofMinutes(1);

    private CpuSecond() {}

    /** Fails if the code takes longer, and does not wait for code that hangs. */
    public static void suffices(Executable code) {
        assertTimeoutPreemptively(HANGS, () -> {
            long begin = cpuNanos();
            code.execute();
            assertThat(Duration.ofNanos(cpuNanos() - begin)).isLessThan(Duration.ofSeconds(1));
        });
    }

    /** The processor's time that this thread has taken. */
    public static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

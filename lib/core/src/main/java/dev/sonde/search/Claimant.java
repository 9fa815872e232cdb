package dev.sonde.search;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A process that runs trials.
 *
 * @param host the machine, and on Linux the process name space in it, as containers count processes each for itself
 * @param process its number there
 * @param startedMillis when it started, in milliseconds since 1970, as numbers are given again; 0 where unknown
 */
record Claimant(String host, long process, long startedMillis) {
    private static final Path NAME_SPACE = Path.of("/proc/self/ns/pid");

    /** Start times are reckoned from the clock, which may be set a little between two readings. */
    private static final long TOLERANCE_MILLIS = 2000;

    /** Asked once: a name server may take its time. */
    private static final String MACHINE = machine();

    Claimant {
        Objects.requireNonNull(host, "host");
    }

    /** This process. */
    static Claimant self() {
        ProcessHandle self = ProcessHandle.current();
        return new Claimant(MACHINE, self.pid(), started(self));
    }

    /** Whether it has surely ended: on another machine nobody can tell. */
    boolean isGone() {
        return host.equals(MACHINE)
                && ProcessHandle.of(process)
                        .filter(handle -> Math.abs(started(handle) - startedMillis) <= TOLERANCE_MILLIS)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName() + nameSpace();
        } catch (IOException e) {
            return "unknown" + nameSpace();
        }
    }

    private static String nameSpace() {
        try {
            return " " + Files.readSymbolicLink(NAME_SPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}

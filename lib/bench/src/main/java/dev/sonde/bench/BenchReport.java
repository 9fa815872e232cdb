package dev.sonde.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The line of JSON that a command answers with; its keys are those of the peer program. */
final class BenchReport {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private BenchReport() {}

    /** Begins with the times, which end now. */
    static BenchReport of(String command, Stopwatch work, double loadSeconds, int threads) {
        BenchReport report = new BenchReport();
        report.json
                .put("cmd", command)
                .put("wall_s", rounded(work.wallSeconds()))
                .put("cpu_s", rounded(work.cpuSeconds()))
                .put("load_s", rounded(loadSeconds))
                .put("threads", threads);
        return report;
    }

    BenchReport with(String key, double value) {
        json.put(key, value);
        return this;
    }

    BenchReport with(String key, int value) {
        json.put(key, value);
        return this;
    }

    BenchReport with(String key, double... values) {
        for (double value : values) {
            json.withArray(key).add(value);
        }
        return this;
    }

    void print() throws IOException {
        json.put("peak_rss_mb", peakMegabytes()).put("java", Runtime.version().toString());
        System.out.println(json);
    }

    static double rounded(double seconds) {
        return Math.round(seconds * 1e4) / 1e4;
    }

    /** Of the whole process; 0 where the system does not tell. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}

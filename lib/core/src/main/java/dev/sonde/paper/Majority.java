package dev.sonde.paper;

import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import java.util.stream.IntStream;

/** What truth values are compared with. */
final class Majority {
    private Majority() {}

    /** The accuracy of always giving the more frequent answer of these very examples, in percent. */
    static double percent(ProbeResult result) {
        double share = result.seeds().get(0).rows().stream()
                .mapToDouble(row -> ((Prediction.Truth) row).answer() ? 1 : 0)
                .average()
                .orElseThrow();
        return 100 * Math.max(share, 1 - share);
    }

    /** How often "true" was said, in percent; of several seeds, by the first. */
    static double saysTrue(ProbeResult result) {
        return 100
                * result.seeds().get(0).rows().stream()
                        .mapToDouble(row -> ((Prediction.Truth) row).logit() > 0 ? 1 : 0)
                        .average()
                        .orElseThrow();
    }

    /** The share of examples that exactly one of two results has right; of several seeds, the first of each. */
    static double disagreement(ProbeResult one, ProbeResult other) {
        Predictions first = one.seeds().get(0);
        Predictions second = other.seeds().get(0);
        int n = Math.min(first.size(), second.size());
        return IntStream.range(0, n)
                        .filter(i -> first.rows().get(i).right()
                                != second.rows().get(i).right())
                        .count()
                / (double) n;
    }
}

package dev.sonde.paper;

import dev.sonde.display.SondeException;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.Bootstrap;
import dev.sonde.stats.Clusters;
import dev.sonde.stats.Interval;
import dev.sonde.stats.PairedPermutationTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many more of the same examples one result has right than another, in points: accuracy, or the share of boxes with
 * IoU of at least 0.5. Of several seeds, an example counts with the share of the seeds that have it right.
 *
 * @param points first - second
 * @param interval 95 %, in points, of the bootstrap over images (2,000 resamples from seed 0)
 * @param pValue two-sided, of the paired permutation test in which the examples of an image change sides together
 * @param examples how many
 */
public record PairedDifference(double points, Interval interval, double pValue, int examples) {
    private static final int RESAMPLES = 2_000;

    /** @throws SondeException if the two were not judged on the same examples */
    public static PairedDifference of(ProbeResult first, ProbeResult second) {
        Map<String, Double> theirs = shares(second);
        Map<String, Double> ours = shares(first);
        if (!ours.keySet().equals(theirs.keySet())) {
            throw new SondeException(
                    first.name() + " and " + second.name() + " were not judged on the same examples",
                    "Compare results of the same split of the same task.");
        }
        Predictions rows = first.seeds().get(0);
        double[] one = points(rows, ours);
        double[] other = points(rows, theirs);
        Clusters images = rows.images().count() < 2 ? Clusters.single(rows.size()) : rows.images();
        double difference = Arrays.stream(one).average().orElseThrow()
                - Arrays.stream(other).average().orElseThrow();
        if (Arrays.equals(one, other)) {
            return new PairedDifference(0, new Interval(0, 0, 0.95), 1, one.length);
        }
        return new PairedDifference(
                difference,
                Bootstrap.withDefaults()
                        .withResamples(RESAMPLES)
                        .meanDifference(one, other, images)
                        .percentile(),
                PairedPermutationTest.withDefaults().test(one, other, images).pValue(),
                one.length);
    }

    private static double[] points(Predictions rows, Map<String, Double> shares) {
        return rows.rows().stream()
                .mapToDouble(row -> 100 * shares.get(row.id()))
                .toArray();
    }

    private static Map<String, Double> shares(ProbeResult result) {
        Map<String, Double> shares = new HashMap<>();
        double each = 1.0 / result.seeds().size();
        for (Predictions seed : result.seeds()) {
            for (Prediction row : seed.rows()) {
                shares.merge(row.id(), row.right() ? each : 0, Double::sum);
            }
        }
        return shares;
    }

    /** Such as {@code +41.46 points [39.9, 43.0]}. */
    @Override
    public String toString() {
        return Numbers.format("%+.2f points [%.1f, %.1f]", points, interval.low(), interval.high());
    }
}

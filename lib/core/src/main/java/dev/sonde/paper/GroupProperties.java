package dev.sonde.paper;

import dev.sonde.data.Box;
import dev.sonde.data.Tag;
import dev.sonde.image.ImageSize;
import dev.sonde.probe.Prediction;
import dev.sonde.probe.Predictions;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.Bootstrap;
import dev.sonde.stats.Interval;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The test examples of RefCOCOg by super-category (in the mini world by group of kinds): how many are right, and what else
 * tells the groups apart.
 */
final class GroupProperties {
    private static final ImageSize SQUARE = new ImageSize(1, 1);
    private static final int RESAMPLES = 2_000;

    /** What is correlated with accuracy: the rows of Table 5. */
    enum Condition {
        EXAMPLES("# examples (train)"),
        AREA("Area (test)"),
        DISTANCE("Distance (test)");

        private final String label;

        Condition(String label) {
            this.label = label;
        }

        /** As Table 5 prints it. */
        String label() {
            return label;
        }

        static Condition of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label.equals(label))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final List<String> groups;
    private final int[] groupOf;
    private final double[] right;
    private final double[] area;
    private final double[] distance;
    private final double[] train;
    private final ProbeResult result;

    /**
     * The groups of a result.
     *
     * @param train how many training examples each group has; a group that is missing has none
     */
    GroupProperties(ProbeResult result, Map<String, Long> train) {
        this.result = result;
        List<Prediction> rows = result.seeds().get(0).rows();
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.add(row.tags().getOrDefault(Tag.SUPER_CATEGORY, "")));
        names.remove("");
        this.groups = names.stream().sorted().toList();
        this.groupOf = rows.stream()
                .mapToInt(row -> groups.indexOf(row.tags().getOrDefault(Tag.SUPER_CATEGORY, "")))
                .toArray();
        this.right = right(result);
        this.area = rows.stream().mapToDouble(row -> answer(row).area()).toArray();
        this.distance = rows.stream()
                .mapToDouble(row -> answer(row).distanceToCentre(SQUARE))
                .toArray();
        this.train = groups.stream()
                .mapToDouble(group -> train.getOrDefault(group, 0L))
                .toArray();
    }

    /** The names, in alphabetical order. */
    List<String> groups() {
        return groups;
    }

    /** The accuracy of each group, as a share. */
    double[] accuracy() {
        return means(all(), right);
    }

    /** What Table 5 correlates it with, group by group. */
    double[] of(Condition condition) {
        return of(condition, all());
    }

    /** The 95 % interval of Kendall's tau between accuracy and a condition: bootstrap over images, percentile. */
    Interval tauInterval(Condition condition) {
        return Bootstrap.withDefaults()
                .withResamples(RESAMPLES)
                .of(
                        items -> tau(means(items, right), of(condition, items)),
                        result.seeds().get(0).images())
                .percentile();
    }

    private double[] of(Condition condition, int[] items) {
        return switch (condition) {
            case EXAMPLES -> train;
            case AREA -> means(items, area);
            case DISTANCE -> means(items, distance);
        };
    }

    /** The mean over the items of each group; NaN for a group without. */
    private double[] means(int[] items, double[] values) {
        double[] sums = new double[groups.size()];
        int[] counts = new int[groups.size()];
        for (int item : items) {
            int group = groupOf[item];
            if (group >= 0) {
                sums[group] += values[item];
                counts[group]++;
            }
        }
        return IntStream.range(0, sums.length)
                .mapToDouble(group -> sums[group] / counts[group])
                .toArray();
    }

    /** Concordant less discordant pairs, of all pairs; a pair with a missing value is neither. */
    private static double tau(double[] x, double[] y) {
        double s = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double sign = Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
                s += Double.isNaN(sign) ? 0 : sign;
            }
        }
        return s / (x.length * (x.length - 1) / 2.0);
    }

    private int[] all() {
        return IntStream.range(0, groupOf.length).toArray();
    }

    private static Box answer(Prediction row) {
        return ((Prediction.Region) row).answer();
    }

    private static double[] right(ProbeResult result) {
        double[] right = new double[result.size()];
        for (Predictions seed : result.seeds()) {
            boolean[] rights = seed.rights();
            IntStream.range(0, right.length)
                    .forEach(i -> right[i] += rights[i] ? 1.0 / result.seeds().size() : 0);
        }
        return right;
    }
}

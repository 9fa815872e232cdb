package dev.sonde.search;

import dev.sonde.stats.Correlation;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How much one parameter has to do with the score.
 *
 * @param parameter its name
 * @param share of the ranks' variance that lies between groups of values: eta squared of Kruskal and Wallis, (H - g + 1) /
 *     (n - g), no less than 0
 * @param pValue of the hypothesis that the score does not differ between the groups, by the chi-squared limit of H
 * @param trend Spearman's rank correlation of value and score, where values are numbers; its sign tells where to go on
 * @param groups number of groups g
 */
public record Importance(String parameter, double share, double pValue, OptionalDouble trend, int groups) {
    /**
     * @param values positions of the parameter, in some order of which equal ones belong together
     * @param ordered whether the positions mean more or less of something
     */
    static Importance of(String parameter, double[] values, double[] scores, boolean ordered, int mostGroups) {
        int n = scores.length;
        int[] group = ordered ? byRank(values, mostGroups) : byValue(values);
        int groups = Arrays.stream(group).max().orElse(0) + 1;
        if (groups < 2 || n <= groups || isConstant(scores)) {
            return new Importance(parameter, 0, 1, OptionalDouble.empty(), groups);
        }
        double h = kruskalWallis(group, groups, ranks(scores));
        double share = Math.max(0, (h - groups + 1) / (n - groups));
        double p = ChiSquaredDistribution.of(groups - 1).survivalProbability(h);
        OptionalDouble trend = ordered
                ? OptionalDouble.of(Correlation.spearman(values, scores).coefficient())
                : OptionalDouble.empty();
        return new Importance(parameter, share, p, trend, groups);
    }

    /** {@code H = (n - 1) between / total}, sums of squares of the ranks: the usual form with its correction for ties. */
    static double kruskalWallis(int[] group, int groups, double[] ranks) {
        double[] sums = new double[groups];
        int[] sizes = new int[groups];
        double mean = (ranks.length + 1) / 2.0;
        double total = 0;
        for (int i = 0; i < ranks.length; i++) {
            sums[group[i]] += ranks[i] - mean;
            sizes[group[i]]++;
            total += (ranks[i] - mean) * (ranks[i] - mean);
        }
        double between = IntStream.range(0, groups)
                .mapToDouble(g -> sums[g] * sums[g] / sizes[g])
                .sum();
        return (ranks.length - 1) * between / total;
    }

    /** Ranks from 1, equal values at their mean. */
    static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> {
                    long below = Arrays.stream(sorted).filter(x -> x < value).count();
                    long upTo = Arrays.stream(sorted).filter(x -> x <= value).count();
                    return (below + 1 + upTo) / 2.0;
                })
                .toArray();
    }

    /** Groups of about equal size by rank; equal values fall into one. */
    private static int[] byRank(double[] values, int mostGroups) {
        int groups = Math.max(1, Math.min(mostGroups, values.length / 3));
        double[] rough = Arrays.stream(ranks(values))
                .map(rank -> Math.floor((rank - 0.5) * groups / values.length))
                .toArray();
        return byValue(rough);
    }

    private static int[] byValue(double[] values) {
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        return Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(distinct, value))
                .toArray();
    }

    private static boolean isConstant(double[] scores) {
        return Arrays.stream(scores).distinct().count() < 2;
    }
}

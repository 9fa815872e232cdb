package dev.sonde.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * hyperopt's adaptive Parzen estimator: a normal kernel on each observation and a wide one for the prior.
 *
 * <p>With the prior's kernel in its place among the sorted observations, each observation's deviation is the larger of the
 * distances to its two neighbours (to the only one at the ends; half the prior's for a single observation), no less than
 * the prior's divided by {@code min(100, n + 2)} and no more than the prior's. Source: {@code
 * hyperopt.tpe.adaptive_parzen_normal} of hyperopt 0.3.0; Bergstra et al., Algorithms for Hyper-Parameter Optimization,
 * 2011, section 4.
 *
 * <p>Equal observations keep the order of time. hyperopt leaves it to numpy's sort, which beyond 16 values may exchange them
 * and with them the weights of old and new ones.
 *
 * @param weights of the kernels, with the sum 1
 * @param means of the kernels, rising
 * @param deviations of the kernels
 */
record NormalMixture(double[] weights, double[] means, double[] deviations) {
    /** What is assumed before anything is observed: one kernel, and what it weighs beside an observation's 1. */
    record Prior(double mean, double deviation, double weight) {}

    /**
     * The estimate.
     *
     * @param observations in the order of time
     * @param inFull how many of the newest observations have their full weight
     */
    static NormalMixture fit(double[] observations, Prior prior, int inFull) {
        int n = observations.length;
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> observations[i]))
                .toList();
        int place = priorPlace(observations, prior.mean());
        double[] byTime = Forgetting.weights(n, inFull);
        double[] weights = new double[n + 1];
        double[] means = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            boolean isPrior = k == place;
            int i = isPrior ? -1 : order.get(k < place ? k : k - 1);
            weights[k] = isPrior ? prior.weight() : byTime[i];
            means[k] = isPrior ? prior.mean() : observations[i];
        }
        return new NormalMixture(Forgetting.normalised(weights), means, deviations(means, place, prior.deviation()));
    }

    /** Left of an equal observation, but right of it where it is the only one. */
    private static int priorPlace(double[] observations, double mean) {
        if (observations.length == 1) {
            return observations[0] > mean ? 0 : 1;
        }
        int place = 0;
        for (double observation : observations) {
            place += observation < mean ? 1 : 0;
        }
        return place;
    }

    private static double[] deviations(double[] means, int place, double widest) {
        int kernels = means.length;
        double narrowest = widest / Math.min(100, 1 + kernels);
        double[] deviations = new double[kernels];
        for (int k = 0; k < kernels; k++) {
            double left = k > 0 ? means[k] - means[k - 1] : 0;
            double right = k < kernels - 1 ? means[k + 1] - means[k] : 0;
            double distance = kernels == 2 ? widest / 2 : Math.max(left, right);
            deviations[k] = k == place ? widest : Math.max(narrowest, Math.min(widest, distance));
        }
        return deviations;
    }
}

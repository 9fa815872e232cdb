package dev.sonde.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Optuna's kernels of one parameter: one on each observation in the order of time, and the prior's last.
 *
 * <p>As {@code optuna.samplers._tpe.parzen_estimator} of Optuna 5.0.0, with "magic clip" and without "endpoints".
 */
sealed interface Kernels {
    /** The logarithm of the density of one kernel, or of its mass where values are discrete. */
    double logAt(int kernel, double position);

    /** A draw from one kernel. */
    double draw(int kernel, Random random);

    /** Kernels on these positions. */
    static Kernels on(Parameter parameter, double[] observations, double priorWeight) {
        if (parameter instanceof Choice choice) {
            return Counts.on(choice.options().size(), observations, priorWeight);
        }
        if (parameter instanceof Quantised quantised) {
            // Each value owns a cell of one step, those at the ends too.
            double half = quantised.step() / 2;
            return Normals.on(observations, quantised.first() - half, quantised.last() + half, quantised.step());
        }
        return Normals.on(
                observations, parameter.range().low(), parameter.range().high(), 0);
    }

    /**
     * Normal kernels, each cut off at the ends of the range and scaled to mass 1 in it.
     *
     * @param step the width of a value's cell, or 0 where values are continuous
     * @param logScales logarithms of what each bell is scaled by; where values are continuous, times its height
     */
    record Normals(double[] means, double[] deviations, double low, double high, double step, double[] logScales)
            implements Kernels {
        static Normals on(double[] observations, double low, double high, double step) {
            double[] means = Arrays.copyOf(observations, observations.length + 1);
            means[observations.length] = (low + high) / 2;
            return of(means, deviations(observations, low, high), low, high, step);
        }

        static Normals of(double[] means, double[] deviations, double low, double high, double step) {
            double[] logScales = IntStream.range(0, means.length)
                    .mapToDouble(k -> (step == 0 ? Normal.logPeak(deviations[k]) : 0)
                            - Math.log(Normal.mass(means[k], deviations[k], low, high)))
                    .toArray();
            return new Normals(means, deviations, low, high, step, logScales);
        }

        @Override
        public double logAt(int k, double x) {
            if (step == 0) {
                return Normal.logDensity(means[k], deviations[k], logScales[k], x);
            }
            return logScales[k] + Math.log(Normal.mass(means[k], deviations[k], x - step / 2, x + step / 2));
        }

        @Override
        public double draw(int k, Random random) {
            return Normal.quantile(means[k], deviations[k], low, high, random.nextDouble());
        }

        /**
         * The larger distance to the neighbours, where the ends of the range are neighbours too; but of several
         * observations the outermost look inwards only. The prior's is the whole range.
         */
        private static double[] deviations(double[] observations, double low, double high) {
            int n = observations.length;
            double widest = high - low;
            double narrowest = widest / Math.min(100, 1 + n + 1);
            double[] deviations = new double[n + 1];
            deviations[n] = widest;
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> observations[i]))
                    .mapToInt(i -> i)
                    .toArray();
            for (int k = 0; k < n; k++) {
                double x = observations[order[k]];
                double left = k > 0 ? x - observations[order[k - 1]] : n > 1 ? 0 : x - low;
                double right = k < n - 1 ? observations[order[k + 1]] - x : n > 1 ? 0 : high - x;
                deviations[order[k]] = Math.max(narrowest, Math.min(widest, Math.max(left, right)));
            }
            return deviations;
        }
    }

    /** Kernels over options: 1 for the observed one, and for every option the prior's weight shared among the kernels. */
    record Counts(double[][] probabilities, double[][] logProbabilities) implements Kernels {
        static Counts on(int options, double[] observations, double priorWeight) {
            int kernels = observations.length + 1;
            double[][] rows = new double[kernels][options];
            for (int k = 0; k < kernels; k++) {
                Arrays.fill(rows[k], kernels == 1 ? 1 : priorWeight / kernels);
                if (k < observations.length) {
                    rows[k][(int) observations[k]] += 1;
                }
                rows[k] = Forgetting.normalised(rows[k]);
            }
            double[][] logs = Arrays.stream(rows)
                    .map(row -> Arrays.stream(row).map(Math::log).toArray())
                    .toArray(double[][]::new);
            return new Counts(rows, logs);
        }

        @Override
        public double logAt(int kernel, double position) {
            return logProbabilities[kernel][(int) position];
        }

        @Override
        public double draw(int kernel, Random random) {
            return Density.pick(probabilities[kernel], random);
        }
    }
}

package dev.sonde.search;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Optuna's estimate for one or several parameters at once: a mixture of products of {@link Kernels}, one product for each
 * trial and one for the prior.
 *
 * @param weights of the products, with the sum 1
 * @param logWeights their logarithms
 * @param parameters the kernels of each parameter
 */
record OptunaDensity(double[] weights, double[] logWeights, List<Kernels> parameters) implements Density {
    OptunaDensity(double[] weights, List<Kernels> parameters) {
        this(weights, Arrays.stream(weights).map(Math::log).toArray(), parameters);
    }

    /** The estimate from points in the order of time, each with a position for each parameter. */
    static OptunaDensity fit(List<Parameter> parameters, List<double[]> points, double priorWeight, int inFull) {
        double[] weights = Arrays.copyOf(Forgetting.weights(points.size(), inFull), points.size() + 1);
        weights[points.size()] = points.isEmpty() ? 1 : priorWeight;
        List<Kernels> kernels = IntStream.range(0, parameters.size())
                .mapToObj(p -> Kernels.on(
                        parameters.get(p),
                        points.stream().mapToDouble(point -> point[p]).toArray(),
                        priorWeight))
                .toList();
        return new OptunaDensity(Forgetting.normalised(weights), kernels);
    }

    @Override
    public double[] draw(Random random) {
        int k = Density.pick(weights, random);
        return parameters.stream()
                .mapToDouble(kernels -> kernels.draw(k, random))
                .toArray();
    }

    @Override
    public double logAt(double[] positions) {
        double[] terms = new double[weights.length];
        for (int k = 0; k < terms.length; k++) {
            terms[k] = logWeights[k];
            for (int p = 0; p < positions.length; p++) {
                terms[k] += parameters.get(p).logAt(k, positions[p]);
            }
        }
        return Density.logSumOfExponentials(terms);
    }
}

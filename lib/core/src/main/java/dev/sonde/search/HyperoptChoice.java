package dev.sonde.search;

import java.util.Arrays;
import java.util.Random;

/**
 * hyperopt's estimate for a choice: how often each option was observed, plus the prior's weight, scaled to the sum 1.
 *
 * <p>As hyperopt 0.3.0 does for {@code hp.choice} and {@code hp.randint}. Old observations count less, see {@link
 * Forgetting}.
 */
record HyperoptChoice(double[] probabilities) implements Density {
    static HyperoptChoice fit(int options, double[] observations, double priorWeight, int inFull) {
        double[] counts = new double[options];
        Arrays.fill(counts, priorWeight);
        double[] weights = Forgetting.weights(observations.length, inFull);
        for (int i = 0; i < observations.length; i++) {
            counts[(int) observations[i]] += weights[i];
        }
        return new HyperoptChoice(Forgetting.normalised(counts));
    }

    @Override
    public double[] draw(Random random) {
        return new double[] {Density.pick(probabilities, random)};
    }

    @Override
    public double logAt(double[] positions) {
        return Math.log(probabilities[(int) positions[0]]);
    }
}

package dev.sonde.search;

import java.util.Arrays;

/** Weights of observations in the order of time. */
final class Forgetting {
    private Forgetting() {}

    /**
     * 1 for the newest {@code inFull}; before them a line from {@code 1 / n} for the oldest to 1, which a single old one
     * takes at {@code 1 / n}.
     */
    static double[] weights(int n, int inFull) {
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        int old = n - inFull;
        for (int i = 0; i < old; i++) {
            double along = old == 1 ? 0 : (double) i / (old - 1);
            weights[i] = 1.0 / n + along * (1 - 1.0 / n);
        }
        return weights;
    }

    /** The same weights with the sum 1. */
    static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}

package dev.sonde.search;

import java.util.Random;

/** A distribution over the positions of one or several parameters, estimated from trials. */
interface Density {
    /** One draw. */
    double[] draw(Random random);

    /** The logarithm of the density, or of the mass where values are discrete. */
    double logAt(double[] positions);

    /** The index of a weight, drawn with these weights, whose sum is 1. */
    static int pick(double[] weights, Random random) {
        double left = random.nextDouble();
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** {@code log(sum(exp(terms)))} without overflow. */
    static double logSumOfExponentials(double[] terms) {
        double most = Double.NEGATIVE_INFINITY;
        for (double term : terms) {
            most = Math.max(most, term);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - most);
        }
        return most + Math.log(sum);
    }
}

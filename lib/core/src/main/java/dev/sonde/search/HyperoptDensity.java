package dev.sonde.search;

import java.util.Random;

/**
 * hyperopt's estimate for one parameter of numbers: a {@link NormalMixture} cut off as a whole at the ends of the range.
 *
 * <p>Density of hyperopt 0.3.0's {@code GMM1_lpdf}: the mixture's divided by the mass it has in the range; for values in
 * steps, the mass of the step's neighbourhood (inside the range) divided by it. {@code LGMM1_lpdf}, for log-uniform
 * parameters, is the density of the value, not of its logarithm, and is not divided.
 */
final class HyperoptDensity implements Density {
    private final Parameter parameter;
    private final double low;
    private final double high;
    private final NormalMixture mixture;
    /** Logarithms of each kernel's weight and of its density at its mean, added. */
    private final double[] logPeaks;

    private final double logMass;

    private HyperoptDensity(Parameter parameter, double low, double high, NormalMixture mixture) {
        this.parameter = parameter;
        this.low = low;
        this.high = high;
        this.mixture = mixture;
        this.logPeaks = new double[mixture.weights().length];
        for (int k = 0; k < logPeaks.length; k++) {
            logPeaks[k] = Math.log(mixture.weights()[k]) + Normal.logPeak(mixture.deviations()[k]);
        }
        this.logMass = Math.log(mass(low, high));
    }

    /** The estimate from positions in the order of time. */
    static Density fit(Parameter parameter, double[] observations, double priorWeight, int inFull) {
        if (parameter instanceof Choice choice) {
            return HyperoptChoice.fit(choice.options().size(), observations, priorWeight, inFull);
        }
        double low = parameter.range().low();
        double high = parameter.range().high();
        NormalMixture.Prior prior = new NormalMixture.Prior((low + high) / 2, high - low, priorWeight);
        return new HyperoptDensity(parameter, low, high, NormalMixture.fit(observations, prior, inFull));
    }

    /** What falls outside the range is drawn again, kernel and all. */
    @Override
    public double[] draw(Random random) {
        while (true) {
            int k = Density.pick(mixture.weights(), random);
            double x = mixture.means()[k] + mixture.deviations()[k] * random.nextGaussian();
            if (x >= low && x < high) {
                return new double[] {x};
            }
        }
    }

    @Override
    public double logAt(double[] positions) {
        double x = positions[0];
        if (parameter instanceof Quantised quantised) {
            double half = quantised.step() / 2;
            return Math.log(mass(Math.max(low, x - half), Math.min(high, x + half))) - logMass;
        }
        double[] terms = new double[logPeaks.length];
        for (int k = 0; k < terms.length; k++) {
            terms[k] = Normal.logDensity(mixture.means()[k], mixture.deviations()[k], logPeaks[k], x);
        }
        double logDensity = Density.logSumOfExponentials(terms);
        // The position is log(value): the density of the value has a factor 1 / value.
        return parameter instanceof LogUniform ? logDensity - x : logDensity - logMass;
    }

    private double mass(double from, double to) {
        double sum = 0;
        for (int k = 0; k < logPeaks.length; k++) {
            sum += mixture.weights()[k] * Normal.mass(mixture.means()[k], mixture.deviations()[k], from, to);
        }
        return sum;
    }
}

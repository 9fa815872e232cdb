package dev.sonde.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The densities that hyperopt's estimator may give where old observations weigh less and some are equal.
 *
 * <p>Kernels stand in the order of the observations, and the weights with them. numpy's sort leaves the order of equal ones
 * open beyond 16, so the file's density is one of those that any order of them gives; for observations without ties there
 * is one order only, and the bounds are one value.
 */
final class TieOrders {
    private final Parameter parameter;
    private final Density stable;
    private final NormalMixture mixture;
    private final boolean one;

    TieOrders(Parameter parameter, double[] observations, int forgetting) {
        this.parameter = parameter;
        this.stable = HyperoptDensity.fit(parameter, observations, 1, forgetting);
        Parameter.Range range = parameter.range();
        NormalMixture.Prior prior =
                new NormalMixture.Prior((range.low() + range.high()) / 2, range.high() - range.low(), 1);
        this.mixture = NormalMixture.fit(observations, prior, forgetting);
        boolean ties = Arrays.stream(observations).distinct().count() < observations.length;
        this.one = !(parameter instanceof Quantised) || !ties || observations.length <= forgetting;
    }

    boolean isOne() {
        return one;
    }

    Density stable() {
        return stable;
    }

    void assertContains(double x, double expected, double tolerance) {
        if (one) {
            assertThat(Math.abs(stable.logAt(new double[] {x}) - expected))
                    .as("%s at %s", parameter.name(), x)
                    .isLessThanOrEqualTo(tolerance);
            return;
        }
        double half = ((Quantised) parameter).step() / 2;
        Parameter.Range range = parameter.range();
        double[] cell = bounds(k -> mass(k, Math.max(range.low(), x - half), Math.min(range.high(), x + half)));
        double[] all = bounds(k -> mass(k, range.low(), range.high()));
        assertThat(expected)
                .as("%s at %s", parameter.name(), x)
                .isBetween(
                        Math.log(cell[0]) - Math.log(all[1]) - tolerance,
                        Math.log(cell[1]) - Math.log(all[0]) + tolerance);
    }

    private double mass(int kernel, double from, double to) {
        return Normal.mass(mixture.means()[kernel], mixture.deviations()[kernel], from, to);
    }

    /** The least and the largest weighted sum that any order of equal kernels gives: like with like, or with unlike. */
    private double[] bounds(IntToDoubleFunction masses) {
        double least = 0;
        double largest = 0;
        int kernels = mixture.means().length;
        for (int from = 0; from < kernels; ) {
            int start = from;
            int to = from;
            while (to < kernels && mixture.means()[to] == mixture.means()[start]) {
                to++;
            }
            double[] weights = Arrays.copyOfRange(mixture.weights(), start, to);
            double[] values = IntStream.range(start, to).mapToDouble(masses).toArray();
            Arrays.sort(weights);
            Arrays.sort(values);
            for (int i = 0; i < values.length; i++) {
                largest += weights[i] * values[i];
                least += weights[i] * values[values.length - 1 - i];
            }
            from = to;
        }
        return new double[] {least, largest};
    }
}

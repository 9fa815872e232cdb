package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tree-structured Parzen estimator: Bayesian search as in Bergstra et al., 2011 and 2013, the method that the paper
 * names.
 *
 * <p>The first trials are random. Then the trials so far are split into few good ones and all others, a density is
 * estimated for each, {@code l(x)} and {@code g(x)}; {@code candidates} points are drawn from {@code l}, and the one with
 * the largest {@code l(x) / g(x)}, which maximises the expected improvement, is suggested.
 *
 * <p>{@link #hyperopt()} and {@link #optuna()} have the definitions and defaults of these libraries. The paper does not
 * say which program it used. With the ten trials that it names as the least, hyperopt's defaults never leave the random
 * start.
 *
 * <p>Several points at once: trials that still run, and those that failed, count as the worst so far and stand in {@code
 * g}, so that the next point keeps away from them (a constant liar, Ginsbourger et al., 2010; both libraries do so). Only
 * complete trials count towards the random start.
 *
 * @param estimator whose densities
 * @param startup how many complete trials there must be before the search stops being random; with 0 the first trial is
 *     drawn from the prior's kernel
 * @param candidates how many points are drawn from {@code l}
 * @param gamma how many trials are good
 * @param forgetting how many of the newest observations have full weight; older ones count less
 * @param priorWeight what the prior weighs beside an observation's 1
 * @param seed decides all that is random
 */
public record TpeSampler(
        ParzenEstimator estimator,
        int startup,
        int candidates,
        Gamma gamma,
        int forgetting,
        double priorWeight,
        long seed)
        implements Sampler {
    private static final int FORGETTING = 25;
    private static final int CANDIDATES = 24;
    private static final double HYPEROPT_GAMMA = 0.25;
    private static final int HYPEROPT_STARTUP = 20;
    private static final double OPTUNA_GAMMA = 0.1;
    private static final int OPTUNA_STARTUP = 10;

    /** @throws SondeException for numbers that leave nothing to choose from */
    public TpeSampler {
        Objects.requireNonNull(estimator, "estimator");
        Objects.requireNonNull(gamma, "gamma");
        if (startup < 0 || candidates < 1 || forgetting < 1 || !(priorWeight > 0) || !Double.isFinite(priorWeight)) {
            throw new SondeException(
                    "A TPE with " + startup + " random trials, " + candidates + " candidates, " + forgetting
                            + " observations in full weight and prior weight " + priorWeight + " cannot search.",
                    "Give at least 0, 1, 1, and a weight above 0; the defaults are 20, 24, 25, 1.");
        }
    }

    /** As hyperopt 0.3.0: 20 random trials, 24 candidates, {@code min(ceil(0.25 sqrt(n)), 25)} good ones; seed 0. */
    public static TpeSampler hyperopt() {
        return new TpeSampler(
                ParzenEstimator.HYPEROPT,
                HYPEROPT_STARTUP,
                CANDIDATES,
                Gamma.squareRoot(HYPEROPT_GAMMA),
                FORGETTING,
                1,
                0);
    }

    /** As Optuna 5.0.0: 10 random trials, 24 candidates, {@code min(ceil(0.1 n), 25)} good ones, multivariate; seed 0. */
    public static TpeSampler optuna() {
        return new TpeSampler(
                ParzenEstimator.OPTUNA_MULTIVARIATE,
                OPTUNA_STARTUP,
                CANDIDATES,
                Gamma.linear(OPTUNA_GAMMA),
                FORGETTING,
                1,
                0);
    }

    /** With other densities. */
    public TpeSampler withEstimator(ParzenEstimator definition) {
        return new TpeSampler(definition, startup, candidates, gamma, forgetting, priorWeight, seed);
    }

    /** With another number of random trials; a search of ten trials needs fewer than ten. */
    public TpeSampler withStartup(int trials) {
        return new TpeSampler(estimator, trials, candidates, gamma, forgetting, priorWeight, seed);
    }

    /** With another number of candidates: more of them search closer to the best trials. */
    public TpeSampler withCandidates(int points) {
        return new TpeSampler(estimator, startup, points, gamma, forgetting, priorWeight, seed);
    }

    /** With another number of good trials. */
    public TpeSampler withGamma(Gamma rule) {
        return new TpeSampler(estimator, startup, candidates, rule, forgetting, priorWeight, seed);
    }

    /** With full weight for another number of observations. */
    public TpeSampler withForgetting(int newest) {
        return new TpeSampler(estimator, startup, candidates, gamma, newest, priorWeight, seed);
    }

    /** With another weight of the prior: more of it searches wider. */
    public TpeSampler withPriorWeight(double weight) {
        return new TpeSampler(estimator, startup, candidates, gamma, forgetting, weight, seed);
    }

    /** With another seed. */
    public TpeSampler withSeed(long number) {
        return new TpeSampler(estimator, startup, candidates, gamma, forgetting, priorWeight, number);
    }

    @Override
    public Assignment suggest(SearchSpace space, int number, History history) {
        Random random = Sampler.random(seed, number);
        if (history.complete().size() < startup) {
            return space.draw(random);
        }
        TrialSplit split = TrialSplit.of(history, gamma);
        Map<Parameter, Value> chosen = new LinkedHashMap<>();
        for (List<Parameter> group : estimator.groups(space)) {
            double[] best = step(group, split, random);
            for (int p = 0; p < best.length; p++) {
                chosen.put(group.get(p), group.get(p).at(best[p]));
            }
        }
        return space.assign(chosen::get);
    }

    @Override
    public String describe() {
        return "TPE, " + estimator + ", " + startup + " random trials, " + candidates + " candidates, gamma " + gamma
                + ", forgetting " + forgetting + ", prior weight " + Value.of(priorWeight) + ", seed " + seed;
    }

    private double[] step(List<Parameter> group, TrialSplit split, Random random) {
        Density below = estimator.fit(group, points(group, split.below()), priorWeight, forgetting);
        Density above = estimator.fit(group, points(group, split.above()), priorWeight, forgetting);
        List<double[]> drawn = Stream.generate(() -> onValues(group, below.draw(random)))
                .limit(candidates)
                .toList();
        return drawn.get(best(below, above, drawn));
    }

    /** The index of the first candidate with the largest ratio of the densities. */
    static int best(Density below, Density above, List<double[]> candidates) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.size(); i++) {
            double gain = below.logAt(candidates.get(i)) - above.logAt(candidates.get(i));
            if (gain > most) {
                most = gain;
                best = i;
            }
        }
        return best;
    }

    /** The positions of trials in the order of time. */
    static List<double[]> points(List<Parameter> group, List<Trial> trials) {
        return trials.stream()
                .map(trial -> group.stream()
                        .mapToDouble(parameter ->
                                parameter.position(trial.assignment().value(parameter.name())))
                        .toArray())
                .toList();
    }

    /** The positions of the values that were meant: on the steps, inside the range. */
    private static double[] onValues(List<Parameter> group, double[] drawn) {
        return IntStream.range(0, drawn.length)
                .mapToDouble(p -> group.get(p).position(group.get(p).at(drawn[p])))
                .toArray();
    }
}

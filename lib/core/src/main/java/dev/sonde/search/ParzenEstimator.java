package dev.sonde.search;

import java.util.List;

/** Whose definition of the densities a {@link TpeSampler} follows. */
public enum ParzenEstimator {
    /** hyperopt 0.3.0: each parameter for itself. */
    HYPEROPT(false) {
        @Override
        Density fit(List<Parameter> group, List<double[]> points, double priorWeight, int inFull) {
            double[] observations =
                    points.stream().mapToDouble(point -> point[0]).toArray();
            return HyperoptDensity.fit(group.get(0), observations, priorWeight, inFull);
        }
    },
    /** Optuna 5.0.0 with {@code multivariate=False}: each parameter for itself. */
    OPTUNA(false) {
        @Override
        Density fit(List<Parameter> group, List<double[]> points, double priorWeight, int inFull) {
            return OptunaDensity.fit(group, points, priorWeight, inFull);
        }
    },
    /** Optuna 5.0.0's default: all parameters together, so that what goes well together is found. */
    OPTUNA_MULTIVARIATE(true) {
        @Override
        Density fit(List<Parameter> group, List<double[]> points, double priorWeight, int inFull) {
            return OptunaDensity.fit(group, points, priorWeight, inFull);
        }
    };

    private final boolean together;

    ParzenEstimator(boolean together) {
        this.together = together;
    }

    /** The parameters that are estimated and suggested at once. */
    List<List<Parameter>> groups(SearchSpace space) {
        return together
                ? List.of(space.parameters())
                : space.parameters().stream().map(List::of).toList();
    }

    /** The density of a group from points in the order of time, each with a position for each parameter. */
    abstract Density fit(List<Parameter> group, List<double[]> points, double priorWeight, int inFull);
}

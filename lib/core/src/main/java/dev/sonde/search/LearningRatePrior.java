package dev.sonde.search;

/**
 * How learning rates are drawn from their range.
 *
 * <p>The paper gives the range only. Log-uniform is what the range of nearly two decades suggests and what is usual; six
 * of the twelve best rates that Table 4 reports lie above 2.5e-4, which fits a uniform prior better: under a log-uniform
 * one a draw lies there with probability 0.18.
 */
public enum LearningRatePrior {
    LOG_UNIFORM,
    UNIFORM;

    Parameter of(String name, double low, double high) {
        return this == LOG_UNIFORM ? Parameter.logUniform(name, low, high) : Parameter.uniform(name, low, high);
    }
}

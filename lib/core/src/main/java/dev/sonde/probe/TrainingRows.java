package dev.sonde.probe;

/** The rows that probes are trained and validated on, and how they reach the probes. */
interface TrainingRows extends AutoCloseable {
    /**
     * Takes a step on some training rows.
     *
     * @param step of the whole training, from 0
     * @param rates the learning rate of each probe; negative for one that has ended, which then stays as it is
     */
    void step(long step, int[] rows, double[] rates);

    /** What the probes say of all validation rows, [trials][rows * outputs]. */
    float[][] validate();

    /** Why a loss may not be finite: which training row is not, or that all are. */
    String whyNotFinite();

    @Override
    void close();
}

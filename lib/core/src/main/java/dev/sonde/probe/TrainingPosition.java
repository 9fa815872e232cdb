package dev.sonde.probe;

/**
 * How far a training is.
 *
 * @param steps that were taken
 * @param seconds that they took, in all processes that took them
 */
record TrainingPosition(long steps, double seconds) {
    static final TrainingPosition START = new TrainingPosition(0, 0);
}

package dev.sonde.model;

/** Whether a model is used or trained: dropout acts in training only. */
public enum Mode {
    /** No dropout: the same input gives the same output. */
    EVALUATE,
    /** With the dropout of the model's configuration. */
    TRAIN;

    double dropout(double probability) {
        return this == TRAIN ? probability : 0;
    }
}

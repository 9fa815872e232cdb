package dev.sonde.search;

import java.util.Comparator;

/** Whether high or low scores are good. */
public enum Goal {
    MAXIMISE,
    MINIMISE;

    /** The score turned so that low is good. */
    double loss(double score) {
        return this == MAXIMISE ? -score : score;
    }

    /** Whether a score beats another; an equal one does not. */
    public boolean isBetter(double score, double than) {
        return loss(score) < loss(than);
    }

    /** The best score first. */
    Comparator<Double> bestFirst() {
        return Comparator.comparingDouble(this::loss);
    }
}

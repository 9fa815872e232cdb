package dev.sonde.search;

import java.util.function.ToDoubleFunction;

/** One trial run to its score, its failure, or back into the search. */
record TrialRun(Search search, Trial trial) {
    void with(ToDoubleFunction<Assignment> objective) {
        try {
            double score = objective.applyAsDouble(trial.assignment());
            if (Double.isFinite(score)) {
                search.tell(trial, score);
            } else {
                search.fail(trial, "its score is " + score);
            }
        } catch (RuntimeException | Error e) {
            giveBack(e);
            throw e;
        }
    }

    /** Also on the way out of an interruption, which would close the journal's file. */
    void giveBack(Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            // An interruption may come after the score was written.
            if (search.trials().get(trial.number()).isRunning()) {
                search.release(trial);
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.sonde.search;

import java.util.List;
import java.util.Objects;

/** One thing that happened in a search. A search is the sequence of these, and a {@link Ledger} is what they sum up to. */
sealed interface Entry {
    /** A process begins to take part; it gets the next session number, from 1. */
    record Join(int session, Claimant claimant) implements Entry {
        public Join {
            Objects.requireNonNull(claimant, "claimant");
        }
    }

    /** A session takes a new trial; it gets the next number, from 0. */
    record Ask(int trial, int session, Assignment point) implements Entry {
        public Ask {
            Objects.requireNonNull(point, "point");
        }
    }

    /** A session takes a trial whose session is gone or gave it back. */
    record TakeOver(int trial, int session) implements Entry {}

    /** A trial's score, and those after each epoch, if any. */
    record Tell(int trial, int session, double score, List<Double> epochs) implements Entry {
        public Tell {
            epochs = List.copyOf(epochs);
        }
    }

    /** A trial that will have no score. */
    record Fail(int trial, int session, String reason) implements Entry {
        public Fail {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A running trial that nobody holds any longer; the session is the one that says so. */
    record Release(int trial, int session) implements Entry {}
}

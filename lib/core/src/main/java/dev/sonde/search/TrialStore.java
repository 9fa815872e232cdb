package dev.sonde.search;

import java.util.List;
import java.util.function.Function;

/** Keeps what happened in a search. Every implementation passes one suite of tests. */
interface TrialStore {
    /** Answers a question about the state, with nobody writing meanwhile. */
    <T> T read(Function<Ledger, T> question);

    /**
     * Adds what {@code step} decides on seeing the state; nobody else writes between the two. On return the entries last:
     * a reader that starts later sees them, also after a kill.
     *
     * @return the entries
     * @throws dev.sonde.display.SondeException if an entry cannot happen now; then none of them is kept
     */
    List<Entry> append(Function<Ledger, List<Entry>> step);

    /** What a user should know about the store, such as a repair. */
    List<String> notes();
}

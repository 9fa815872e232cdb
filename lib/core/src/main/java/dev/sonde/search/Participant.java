package dev.sonde.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** The part that one {@link Search} takes in a store: it joins with its first entry and has a session number from then. */
final class Participant {
    private final TrialStore store;
    private OptionalInt session = OptionalInt.empty();

    Participant(TrialStore store) {
        this.store = store;
    }

    /** What a participant adds to a store. */
    interface Step {
        /** The entries to add, given the state and one's own session. */
        List<Entry> entries(Ledger ledger, int session);
    }

    boolean hasJoined() {
        return session.isPresent();
    }

    synchronized <T> T read(Function<Ledger, T> question) {
        return store.read(question);
    }

    /** Adds entries, and before the first ones that this participant has joined; answers those of the step. */
    synchronized List<Entry> append(Step step) {
        List<Entry> rest = new ArrayList<>();
        for (Entry entry : store.append(ledger -> joined(ledger, step))) {
            if (entry instanceof Entry.Join join) {
                session = OptionalInt.of(join.session());
            } else {
                rest.add(entry);
            }
        }
        return rest;
    }

    List<String> notes() {
        return store.notes();
    }

    private List<Entry> joined(Ledger ledger, Step step) {
        int me = session.orElse(ledger.nextSession());
        List<Entry> entries = step.entries(ledger, me);
        if (hasJoined() || entries.isEmpty()) {
            return entries;
        }
        List<Entry> all = new ArrayList<>(entries);
        all.add(0, new Entry.Join(me, Claimant.self()));
        return all;
    }
}

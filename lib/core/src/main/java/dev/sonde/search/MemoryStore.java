package dev.sonde.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A search that lasts as long as its process. */
final class MemoryStore implements TrialStore {
    private final List<Entry> entries = new ArrayList<>();
    private Ledger ledger = new Ledger();

    @Override
    public synchronized <T> T read(Function<Ledger, T> question) {
        return question.apply(ledger);
    }

    @Override
    public synchronized List<Entry> append(Function<Ledger, List<Entry>> step) {
        List<Entry> more = List.copyOf(step.apply(ledger));
        try {
            more.forEach(ledger::add);
        } catch (RuntimeException e) {
            ledger = new Ledger();
            entries.forEach(ledger::add);
            throw e;
        }
        entries.addAll(more);
        return more;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}

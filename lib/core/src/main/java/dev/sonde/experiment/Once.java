package dev.sonde.experiment;

import java.util.Optional;
import java.util.function.Supplier;

/** Computes a value when it is first asked for, and keeps it. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> computation;
    private Optional<T> known = Optional.empty();

    private Once(Supplier<T> computation) {
        this.computation = computation;
    }

    static <T> Supplier<T> of(Supplier<T> computation) {
        return new Once<>(computation);
    }

    @Override
    public synchronized T get() {
        known = known.or(() -> Optional.of(computation.get()));
        return known.orElseThrow();
    }
}

package dev.sonde.search;

import java.util.List;
import java.util.random.RandomGenerator;

/** Any number from {@code low} to {@code high}, equally likely. */
public record Uniform(String name, double low, double high) implements Parameter {
    /** @throws SondeException unless {@code low < high}, both finite */
    public Uniform {
        Ranges.requireName(name);
        Ranges.requireRange(name, low, high);
    }

    @Override
    public Value draw(RandomGenerator random) {
        return at(low + random.nextDouble() * (high - low));
    }

    @Override
    public boolean accepts(Value value) {
        return Ranges.isWithin(value, low, high);
    }

    @Override
    public double position(Value value) {
        return Ranges.number(value);
    }

    @Override
    public Range range() {
        return new Range(low, high);
    }

    @Override
    public Value at(double position) {
        return Value.of(Ranges.clamp(position, low, high));
    }

    @Override
    public List<Value> grid(int points) {
        return Ranges.spread(low, high, points).stream().map(this::at).toList();
    }

    @Override
    public String describe() {
        return name + " uniform in [" + Value.of(low) + ", " + Value.of(high) + "]";
    }
}

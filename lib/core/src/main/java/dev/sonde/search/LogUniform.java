package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Any number from {@code low} to {@code high}, its logarithm equally likely. */
public record LogUniform(String name, double low, double high) implements Parameter {
    /** @throws SondeException unless {@code 0 < low < high}, both finite */
    public LogUniform {
        Ranges.requireName(name);
        Ranges.requireRange(name, low, high);
        if (low <= 0) {
            throw new SondeException(
                    "The log-uniform parameter \"" + name + "\" starts at " + low + ".",
                    "Start it above 0, or make it uniform.");
        }
    }

    @Override
    public Value draw(RandomGenerator random) {
        return at(Math.log(low) + random.nextDouble() * (Math.log(high) - Math.log(low)));
    }

    @Override
    public boolean accepts(Value value) {
        return Ranges.isWithin(value, low, high);
    }

    @Override
    public double position(Value value) {
        return Math.log(Ranges.number(value));
    }

    @Override
    public Range range() {
        return new Range(Math.log(low), Math.log(high));
    }

    @Override
    public Value at(double position) {
        return Value.of(Ranges.clamp(Math.exp(position), low, high));
    }

    @Override
    public List<Value> grid(int points) {
        List<Value> values = new ArrayList<>(Ranges.spread(Math.log(low), Math.log(high), points).stream()
                .map(this::at)
                .toList());
        // exp(log(x)) need not be x: the ends are what the user wrote.
        values.set(0, Value.of(low));
        values.set(points - 1, Value.of(high));
        return List.copyOf(values);
    }

    @Override
    public String describe() {
        return name + " log-uniform in [" + Value.of(low) + ", " + Value.of(high) + "]";
    }
}

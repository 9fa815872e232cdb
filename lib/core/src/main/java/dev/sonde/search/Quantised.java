package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The multiple of {@code step} next to a number from {@code low} to {@code high}, as hyperopt's {@code quniform}.
 *
 * <p>An end that is itself a multiple is half as likely as the others, as only numbers on one side of it exist. For
 * values that do not start at 0, such as 1, 3, 5, use {@link Choice}.
 */
public record Quantised(String name, double low, double high, double step) implements Parameter {
    /** @throws SondeException unless {@code low < high} and {@code step > 0}, all finite, with a multiple between */
    public Quantised {
        Ranges.requireName(name);
        Ranges.requireRange(name, low, high);
        if (!(step > 0) || !Double.isFinite(step) || step > high - low) {
            throw new SondeException(
                    "The parameter \"" + name + "\" goes from " + low + " to " + high + " in steps of " + step + ".",
                    "Give a step above 0 and no longer than the range.");
        }
    }

    /** The lowest value: the first multiple whose neighbourhood reaches into the range. */
    public double first() {
        return Math.floor(low / step + 0.5) * step;
    }

    /** The highest value. */
    public double last() {
        return Math.ceil(high / step - 0.5) * step;
    }

    @Override
    public Value draw(RandomGenerator random) {
        return at(low + random.nextDouble() * (high - low));
    }

    @Override
    public boolean accepts(Value value) {
        return Ranges.isWithin(value, first(), last())
                && at(Ranges.number(value)).equals(value);
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
        return Value.of(Ranges.clamp(Math.rint(position / step) * step, first(), last()));
    }

    @Override
    public List<Value> grid(int points) {
        int count = (int) Math.round((last() - first()) / step) + 1;
        return IntStream.range(0, count).mapToObj(i -> at(first() + i * step)).toList();
    }

    @Override
    public String describe() {
        return name + " in [" + Value.of(low) + ", " + Value.of(high) + "], multiples of " + Value.of(step);
    }
}

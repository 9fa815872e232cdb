package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** One of several numbers or texts, equally likely and in no order. */
public record Choice(String name, List<Value> options) implements Parameter {
    /** @throws SondeException unless there are options, each once */
    public Choice {
        Ranges.requireName(name);
        options = List.copyOf(options);
        if (options.isEmpty() || new HashSet<>(options).size() < options.size()) {
            throw new SondeException(
                    "The choice \"" + name + "\" has "
                            + (options.isEmpty() ? "no options." : "an option twice: " + options + "."),
                    "Give at least one option, each once.");
        }
    }

    @Override
    public Value draw(RandomGenerator random) {
        return options.get(random.nextInt(options.size()));
    }

    @Override
    public boolean accepts(Value value) {
        return options.contains(value);
    }

    @Override
    public double position(Value value) {
        return options.indexOf(value);
    }

    @Override
    public Range range() {
        return new Range(0, options.size() - 1);
    }

    @Override
    public Value at(double position) {
        return options.get((int) Ranges.clamp(Math.rint(position), 0, options.size() - 1));
    }

    @Override
    public List<Value> grid(int points) {
        return options;
    }

    /** Texts stand in quotes, so that the number 1 and the text "1" differ. */
    @Override
    public String describe() {
        return options.stream()
                .map(option -> option instanceof Value.Text ? '"' + option.toString() + '"' : option.toString())
                .collect(Collectors.joining(", ", name + " in {", "}"));
    }
}

package dev.sonde.search;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One dimension of a {@link SearchSpace}: a name and what it may be.
 *
 * <p>Every value has a position on a line, in which samplers reckon: the number itself, its natural logarithm for {@link
 * LogUniform}, the index of the option for {@link Choice}.
 */
public sealed interface Parameter permits Uniform, LogUniform, Quantised, Choice {
    /** The name, unique in its space. */
    String name();

    /** A value drawn as if nothing were known. */
    Value draw(RandomGenerator random);

    /** Whether this is one of the parameter's values. */
    boolean accepts(Value value);

    /** The value's place on the line of this parameter; the value must be accepted. */
    double position(Value value);

    /** The lowest and the highest position. */
    Range range();

    /** The value at a position; one beyond the ends is taken for the end. */
    Value at(double position);

    /**
     * Values from the lowest to the highest.
     *
     * @param points how many where the parameter is continuous, at least 2: both ends and equal steps between their
     *     positions; others give all they have
     */
    List<Value> grid(int points);

    /** All that makes this parameter, on one line. */
    String describe();

    /** The ends of the line on which a parameter has its positions. */
    record Range(double low, double high) {}

    /** Any number from {@code low} to {@code high}, equally likely. */
    static Parameter uniform(String name, double low, double high) {
        return new Uniform(name, low, high);
    }

    /** Any number from {@code low} to {@code high}, its logarithm equally likely. */
    static Parameter logUniform(String name, double low, double high) {
        return new LogUniform(name, low, high);
    }

    /** The multiple of {@code step} next to a number from {@code low} to {@code high}. */
    static Parameter quantised(String name, double low, double high, double step) {
        return new Quantised(name, low, high, step);
    }

    /** One of these numbers, equally likely and in no order. */
    static Parameter choice(String name, double... options) {
        return new Choice(name, Arrays.stream(options).mapToObj(Value::of).toList());
    }

    /** One of these texts, equally likely and in no order. */
    static Parameter choice(String name, String... options) {
        return new Choice(name, Arrays.stream(options).map(Value::of).toList());
    }
}

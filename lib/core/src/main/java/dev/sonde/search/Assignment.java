package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One point of a {@link SearchSpace}: a value for each parameter, in the order of the space.
 *
 * <pre>{@code
 * double lr = assignment.number("lr");
 * int epochs = assignment.whole("epochs");
 * }</pre>
 */
public record Assignment(Map<String, Value> values) {
    private static final int READ_DIGITS = 3;

    public Assignment {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a parameter. */
    public Value value(String name) {
        Value value = values.get(name);
        if (value == null) {
            throw new SondeException(
                    "There is no parameter \"" + name + "\" in " + this + ".",
                    "Ask for one of " + String.join(", ", values.keySet()) + ".");
        }
        return value;
    }

    /** The value of a parameter of numbers. */
    public double number(String name) {
        if (value(name) instanceof Value.Real real) {
            return real.number();
        }
        throw new SondeException(
                "The parameter \"" + name + "\" is the text \"" + value(name) + "\", not a number.",
                "Ask for text(\"" + name + "\").");
    }

    /** The value of a parameter of whole numbers. */
    public int whole(String name) {
        double number = number(name);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new SondeException(
                    "The parameter \"" + name + "\" is " + Value.of(number) + ", not a whole number.",
                    "Ask for number(\"" + name + "\").");
        }
        return (int) number;
    }

    /** The value of a parameter of texts. */
    public String text(String name) {
        if (value(name) instanceof Value.Text text) {
            return text.text();
        }
        throw new SondeException(
                "The parameter \"" + name + "\" is the number " + value(name) + ", not a text.",
                "Ask for number(\"" + name + "\").");
    }

    /** As {@link #toString}, numbers with three digits, for reading. */
    public String rounded() {
        return told(value -> value.rounded(READ_DIGITS));
    }

    /** {@code lr = 0.0001, epochs = 20}. */
    @Override
    public String toString() {
        return told(value -> value);
    }

    private String told(UnaryOperator<Value> shown) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + shown.apply(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}

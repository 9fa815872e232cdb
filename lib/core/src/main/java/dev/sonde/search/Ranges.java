package dev.sonde.search;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** What the parameters of numbers have in common. */
final class Ranges {
    private Ranges() {}

    static void requireName(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isBlank() || !name.strip().equals(name)) {
            throw new SondeException(
                    "A parameter is named \"" + name + "\".",
                    "Give it a name that neither starts nor ends with space.");
        }
    }

    static void requireRange(String name, double low, double high) {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new SondeException(
                    String.format(Locale.ROOT, "The parameter \"%s\" goes from %s to %s.", name, low, high),
                    "Give two finite numbers, the lower first.");
        }
    }

    static boolean isWithin(Value value, double low, double high) {
        return value instanceof Value.Real real && real.number() >= low && real.number() <= high;
    }

    static double number(Value value) {
        return ((Value.Real) value).number();
    }

    static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }

    static List<Double> spread(double low, double high, int points) {
        if (points < 2) {
            throw new SondeException("A grid of " + points + " points has no two ends.", "Give at least 2 points.");
        }
        return IntStream.range(0, points)
                .mapToObj(i -> low + (high - low) * i / (points - 1))
                .toList();
    }
}

package dev.sonde.model;

import dev.sonde.display.SondeException;

/** Conditions on the sizes of a model. */
final class ConfigCheck {
    /** Above any published size; products of three of them still fit a long. */
    private static final int MAX_SIZE = 1 << 20;

    private ConfigCheck() {}

    static void positive(String what, int value) {
        require(value > 0 && value <= MAX_SIZE, what + " is " + value + "; expected 1 to " + MAX_SIZE);
    }

    static void positive(String what, double value) {
        require(value > 0 && Double.isFinite(value), what + " is " + value + "; expected a positive number");
    }

    static void divides(String what, int divisor, String of, int value) {
        require(value % divisor == 0, what + " " + divisor + " does not divide " + of + " " + value);
    }

    static void same(String what, int value, String other, int otherValue) {
        require(value == otherValue, what + " is " + value + ", but " + other + " is " + otherValue);
    }

    static void index(String what, int value, int size) {
        require(value >= 0 && value < size, what + " is " + value + "; expected 0 to " + (size - 1));
    }

    static void epsilon(String what, double value) {
        require(value > 0 && value < 1, what + " is " + value + "; expected a small positive number such as 1e-6");
    }

    static void probability(String what, double value) {
        require(value >= 0 && value < 1, what + " is " + value + "; expected at least 0 and less than 1");
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new SondeException(
                    "The model's configuration is impossible: " + problem + ".",
                    "Correct the value, or fetch the checkpoint's config.json again.");
        }
    }
}

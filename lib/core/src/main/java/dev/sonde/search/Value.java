package dev.sonde.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;

/** What a parameter can be set to: a number or a text. */
public sealed interface Value {
    /** A finite number. */
    static Value of(double number) {
        return new Real(number);
    }

    /** A text. */
    static Value of(String text) {
        return new Text(text);
    }

    /** For reading: a number with so many digits; a text as it is. */
    default Value rounded(int digits) {
        return this;
    }

    /** A finite number; it prints without an exponent's or a fraction's needless part: {@code 20}, {@code 0.0001}. */
    record Real(double number) implements Value {
        public Real {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a parameter's value must be finite, found " + number);
            }
            // -0.0 and 0.0 are one value, and a set of options must not hold both.
            number += 0.0;
        }

        @Override
        public Value rounded(int digits) {
            return Value.of(
                    new BigDecimal(number).round(new MathContext(digits)).doubleValue());
        }

        @Override
        public String toString() {
            return number == 0 ? "0" : plain(BigDecimal.valueOf(number).stripTrailingZeros());
        }

        private static String plain(BigDecimal exact) {
            int exponent = exact.precision() - exact.scale() - 1;
            return exponent < -4 || exponent > 9 ? exact.toString().replace("E+", "E") : exact.toPlainString();
        }
    }

    /** A text. */
    record Text(String text) implements Value {
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

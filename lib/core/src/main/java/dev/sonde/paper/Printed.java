package dev.sonde.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A number as it stands in the paper: its digits, so also its precision.
 *
 * @param text the digits as printed, such as {@code 50.00} or {@code 4.85e-4}
 * @param rounding how it was made from the exact number
 */
public record Printed(String text, Rounding rounding) {
    private static final MathContext EXACT_ENOUGH = new MathContext(30);

    /** Checks that the text is a number. */
    public Printed {
        new BigDecimal(text);
    }

    /** The printed number. */
    public double value() {
        return Double.parseDouble(text);
    }

    /** Whether {@code numerator / denominator} prints as this number. */
    public boolean isPrintOf(long numerator, long denominator) {
        BigDecimal exact = BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), EXACT_ENOUGH);
        return rounding.prints(exact, new BigDecimal(text));
    }

    /**
     * The GRIM test (Brown and Heathers 2017): all counts of correct items out of {@code n} whose percentage prints as
     * this number. Empty means that no such result exists.
     */
    public List<Long> countsOf(long n) {
        long near = Math.round(value() * n / 100);
        return LongStream.rangeClosed(Math.max(0, near - 2), Math.min(n, near + 2))
                .filter(k -> isPrintOf(100 * k, n))
                .boxed()
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}

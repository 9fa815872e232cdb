package dev.sonde.paper;

import dev.sonde.stats.Proportion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
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

    /** How many decimals it is printed with; two at most for numbers with an exponent. */
    public int decimals() {
        int scale = Math.max(0, new BigDecimal(text).scale());
        return text.contains("e") ? Math.min(2, scale) : scale;
    }

    /** This number less another, exact in their digits. */
    double minus(Printed other) {
        return new BigDecimal(text).subtract(new BigDecimal(other.text)).doubleValue();
    }

    /** A hundredth of this number, exact in its digits. */
    double hundredth() {
        return new BigDecimal(text).movePointLeft(2).doubleValue();
    }

    /** All sizes in a range of which every one of these percentages is a share. */
    static List<Long> sizesAllowing(List<Printed> percentages, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .filter(n -> percentages.stream().noneMatch(p -> p.countsOf(n).isEmpty()))
                .boxed()
                .toList();
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
        if (n == 0) {
            return List.of();
        }
        long near = Math.round(value() * n / 100);
        long reach = 2 + (long) Math.ceil(n / 100.0 * Math.pow(10, -new BigDecimal(text).scale()));
        return LongStream.rangeClosed(Math.max(0, near - reach), Math.min(n, near + reach))
                .filter(k -> isPrintOf(100 * k, n))
                .boxed()
                .toList();
    }

    /** The one count of {@code n} items that prints so, as a proportion; empty if there is none or are several. */
    Optional<Proportion> shareOf(long n) {
        List<Long> counts = countsOf(n);
        return counts.size() == 1 ? Optional.of(new Proportion(counts.get(0), n)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}

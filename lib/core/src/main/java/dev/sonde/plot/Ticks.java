package dev.sonde.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Where an axis has ticks, and what stands beside them. */
final class Ticks {
    private static final double[] NICE = {1, 2, 2.5, 5, 10};

    /**
     * @param value the place on the axis, in data units
     * @param label the text beside it
     */
    record Tick(double value, String label) {}

    private Ticks() {}

    /** Ticks inside {@code range}: all categories, or about {@code wanted} round numbers. */
    static List<Tick> of(Axis axis, Range range, int wanted) {
        if (axis.isCategorical()) {
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; i < axis.categories().size(); i++) {
                ticks.add(new Tick(i, axis.categories().get(i)));
            }
            return ticks;
        }
        return axis.logarithmic() ? logarithmic(range, wanted) : linear(range, wanted);
    }

    private static List<Tick> linear(Range range, int wanted) {
        double step = step(range.span() / Math.max(1, wanted));
        double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        List<Tick> ticks = new ArrayList<>();
        double first = Math.ceil(range.low() / step - 1e-9);
        for (int i = 0; (first + i) * step <= range.high() + step * 1e-9 && i <= 4 * wanted + 4; i++) {
            double value = (first + i) * step;
            ticks.add(new Tick(value, label(value, step, largest)));
        }
        return ticks;
    }

    /** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below {@code rough}. */
    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double nice : NICE) {
            if (nice * power >= rough * (1 - 1e-9)) {
                return nice * power;
            }
        }
        return 10 * power;
    }

    private static List<Tick> logarithmic(Range range, int wanted) {
        int first = (int) Math.floor(Math.log10(range.low()));
        int last = (int) Math.ceil(Math.log10(range.high()));
        int decades = Math.max(1, (int) Math.floor(Math.log10(range.high() / range.low())));
        int stride = Math.max(1, (int) Math.ceil(decades / (double) Math.max(1, wanted)));
        if (decades > 2) {
            List<Tick> powers = logarithmic(range, first, last, stride, 1);
            return powers.size() >= 2 ? powers : linear(range, wanted);
        }
        List<Tick> all = logarithmic(range, first, last, 1, 1, 2, 5);
        return IntStream.of(1, 2, 5)
                .mapToObj(digit -> logarithmic(range, first, last, 1, digit))
                .filter(few -> few.size() >= 2 && all.size() > wanted)
                .findFirst()
                .orElse(all.size() >= 2 ? all : linear(range, wanted));
    }

    private static List<Tick> logarithmic(Range range, int first, int last, int stride, int... digits) {
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digit : digits) {
                double value = digit * Math.pow(10, exponent);
                boolean inside = value >= range.low() * (1 - 1e-9) && value <= range.high() * (1 + 1e-9);
                if (inside && Math.floorMod(exponent, stride) == 0) {
                    ticks.add(new Tick(value, number(value)));
                }
            }
        }
        return ticks;
    }

    /** A tick's number with as many decimals as its neighbours need. */
    private static String label(double value, double step, double largest) {
        if (largest >= 1e7 || largest < 1e-4) {
            double rounded = Math.abs(value) < step * 1e-6 ? 0 : value;
            return number(new BigDecimal(rounded).round(new MathContext(6)).doubleValue());
        }
        double digits = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
        int more = Math.abs(digits - 2.5) < 1e-6 ? 1 : 0;
        int decimals = Math.max(0, more - (int) Math.floor(Math.log10(step) + 1e-9));
        return grouped(new BigDecimal(value).setScale(Math.min(12, decimals), RoundingMode.HALF_EVEN));
    }

    /** A number for reading: a whole one in full, another with at most four significant digits. */
    static String reading(double value) {
        boolean whole = value == Math.rint(value) || !Double.isFinite(value);
        return number(
                whole ? value : new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }

    /** A number with at most six significant digits, such as 0.125, 12,500 or 1.5e−7. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6));
        double size = Math.abs(value);
        if (size != 0 && (size >= 1e7 || size < 1e-4)) {
            int exponent = rounded.precision() - rounded.scale() - 1;
            BigDecimal digits = rounded.movePointLeft(exponent).stripTrailingZeros();
            return minus(digits.toPlainString() + "e" + exponent);
        }
        BigDecimal stripped = rounded.stripTrailingZeros();
        return grouped(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }

    private static String grouped(BigDecimal value) {
        BigDecimal unsignedZero = value.signum() == 0 ? value.abs() : value;
        boolean isLong = unsignedZero.abs().compareTo(BigDecimal.valueOf(10_000)) >= 0;
        String format = (isLong ? "%,." : "%.") + Math.max(0, value.scale()) + "f";
        return minus(String.format(Locale.ROOT, format, unsignedZero));
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}

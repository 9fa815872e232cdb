package dev.sonde.paper;

import java.util.Locale;

/** How numbers are written in tables and findings. */
final class Numbers {
    private Numbers() {}

    /** No decimals where the number is whole, two from 1 on, four below, a power of ten below 0.01. */
    static String shortest(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.valueOf((long) value);
        }
        double size = Math.abs(value);
        return format(size < 0.01 ? "%.2e" : size < 1 ? "%.4f" : "%.2f", value);
    }

    /** A p-value: four decimals, or a power of ten where it is smaller. */
    static String pValue(double p) {
        return p < 0.0005 ? format("%.1e", p) : format("%.4f", p);
    }

    /** A difference: two decimals and its sign; none where it is 0. */
    static String signed(double difference) {
        double rounded = Math.rint(100 * difference) / 100;
        return rounded == 0 ? "0.00" : format("%+.2f", rounded);
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

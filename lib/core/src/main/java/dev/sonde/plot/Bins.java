package dev.sonde.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The equal bins that all histograms of a panel share.
 *
 * @param low left edge of the first bin
 * @param width width of each bin
 * @param count number of bins
 */
record Bins(double low, double width, int count) {
    /** Bins over the range of all samples, as many as the finest histogram asks for. */
    static Bins of(Panel panel) {
        Extent extent = new Extent();
        panel.marks(Mark.Histogram.class).forEach(h -> extent.includeAll(h.values()));
        int count = panel.marks(Mark.Histogram.class)
                .mapToInt(Mark.Histogram::bins)
                .max()
                .orElse(1);
        Range range = extent.widened(0);
        return new Bins(range.low(), range.span() / count, count);
    }

    double left(int bin) {
        return low + bin * width;
    }

    double centre(int bin) {
        return low + (bin + 0.5) * width;
    }

    double high() {
        return low + count * width;
    }

    /** How many finite values fall into each bin; the last bin holds its right edge too. */
    List<Double> counts(Mark.Histogram histogram) {
        double[] counts = new double[count];
        for (double value : histogram.values()) {
            if (Double.isFinite(value)) {
                counts[Math.max(0, Math.min(count - 1, (int) ((value - low) / width)))]++;
            }
        }
        List<Double> list = new ArrayList<>();
        for (double n : counts) {
            list.add(n);
        }
        return list;
    }
}

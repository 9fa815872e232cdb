package dev.sonde.probe;

import dev.sonde.display.TableView;
import dev.sonde.stats.Bootstrap;
import dev.sonde.stats.BootstrapResult;
import dev.sonde.stats.Clusters;
import dev.sonde.stats.Interval;
import dev.sonde.stats.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A share or a mean over examples, with two 95 % intervals.
 *
 * <p>Examples of one image are not independent, so the interval to report is the bootstrap that draws whole images. Both
 * say how the score would vary with other examples, for the seeds as they are; look at the seeds for the rest.
 *
 * @param value between 0 and 1 (a mean IoU too)
 * @param wilson as if examples were independent; empty for a mean IoU
 * @param byImage of the bootstrap over images (percentile, 10,000 resamples from seed 0); empty if there is one image
 * @param examples how many
 */
public record Score(double value, Optional<Interval> wilson, Optional<Interval> byImage, int examples) {
    static Score share(List<Predictions> seeds) {
        int rows = seeds.get(0).size();
        double[] means = means(seeds, true);
        double value = IntStream.range(0, rows).mapToDouble(i -> means[i]).sum() / rows;
        Proportion rounded = new Proportion(Math.round(value * rows), rows);
        return new Score(
                value,
                Optional.of(rounded.wilson()),
                byImage(means, seeds.get(0).images()),
                rows);
    }

    static Score mean(List<Predictions> seeds) {
        int rows = seeds.get(0).size();
        double[] means = means(seeds, false);
        double value = IntStream.range(0, rows).mapToDouble(i -> means[i]).sum() / rows;
        return new Score(value, Optional.empty(), byImage(means, seeds.get(0).images()), rows);
    }

    /** 100 times the value. */
    public double percent() {
        return 100 * value;
    }

    TableView row(TableView table, String name) {
        return table.row(name, text(), wilson.map(Score::text).orElse("–"), interval(), examples);
    }

    String text() {
        return String.format(Locale.ROOT, "%.2f %%", percent());
    }

    String interval() {
        return byImage.map(Score::text).orElse("–");
    }

    /** Such as {@code 64.97 % [62.70, 67.15], N = 2195}, with the interval over images. */
    @Override
    public String toString() {
        return text() + " " + interval() + ", N = " + examples;
    }

    private static String text(Interval interval) {
        return String.format(Locale.ROOT, "[%.2f, %.2f]", 100 * interval.low(), 100 * interval.high());
    }

    private static Optional<Interval> byImage(double[] means, Clusters images) {
        return images.count() < 2
                ? Optional.empty()
                : Optional.of(Bootstrap.withDefaults().mean(means, images)).map(BootstrapResult::percentile);
    }

    private static double[] means(List<Predictions> seeds, boolean right) {
        double[] means = new double[seeds.get(0).size()];
        for (Predictions one : seeds) {
            for (int i = 0; i < means.length; i++) {
                Prediction row = one.rows().get(i);
                means[i] += (right ? row.right() ? 1 : 0 : row.score()) / seeds.size();
            }
        }
        return means;
    }
}

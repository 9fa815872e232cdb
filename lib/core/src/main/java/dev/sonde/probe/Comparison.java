package dev.sonde.probe;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.stats.Bootstrap;
import dev.sonde.stats.Clusters;
import dev.sonde.stats.Holm;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemarTest;
import dev.sonde.stats.PairedPermutationTest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two results on the same examples, paired.
 *
 * <p>One seed each of truth values, one example an image: McNemar's exact test, which takes the examples for independent.
 * Boxes, several seeds, or images with several examples: the paired permutation test of the scores of the examples (IoU,
 * or the share of seeds that are right), in which the examples of an image change sides together.
 *
 * @param first a name
 * @param second a name
 * @param difference of the mean scores, first - second
 * @param interval 95 %, of the bootstrap over images; empty if there is one image
 * @param pValue two-sided
 * @param test its name
 */
public record Comparison(
        String first, String second, double difference, Optional<Interval> interval, double pValue, String test)
        implements Tabular {
    private static final double LEVEL = 0.05;

    /** @throws SondeException if the examples differ */
    static Comparison of(ProbeResult first, ProbeResult second) {
        ProbeResult aligned = align(first, second);
        double[] ours = first.scores();
        double[] theirs = aligned.scores();
        Clusters images = first.first().images();
        double difference = IntStream.range(0, ours.length)
                        .mapToDouble(i -> ours[i] - theirs[i])
                        .sum()
                / ours.length;
        Optional<Interval> interval = images.count() < 2
                ? Optional.empty()
                : Optional.of(Bootstrap.withDefaults()
                        .meanDifference(ours, theirs, images)
                        .percentile());
        boolean exact = !first.boxes()
                && first.seeds().size() == 1
                && second.seeds().size() == 1
                && images.count() == ours.length;
        double p = exact
                ? mcNemar(ours, theirs)
                : PairedPermutationTest.withDefaults()
                        .test(ours, theirs, images)
                        .pValue();
        return new Comparison(
                first.name(), second.name(), difference, interval, p, exact ? "McNemar, exact" : "paired permutation");
    }

    /** A family of comparisons with their p-values, and those corrected by Holm's procedure for testing them all. */
    public static TableView family(List<Comparison> comparisons) {
        double[] adjusted =
                Holm.adjust(comparisons.stream().mapToDouble(Comparison::pValue).toArray());
        TableView table = columns("Comparisons").column("p (Holm)", Align.RIGHT);
        for (int i = 0; i < adjusted.length; i++) {
            Comparison one = comparisons.get(i);
            table = table.row(
                    one.first, one.second, one.points(), one.range(), one.test, p(one.pValue), p(adjusted[i]));
        }
        return table.note("Holm (1979): rejecting where p (Holm) is at most 0.05 makes any false rejection at most 5 % "
                + "likely.");
    }

    @Override
    public TableView view() {
        return columns(first + " and " + second).row(first, second, points(), range(), test, p(pValue));
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static TableView columns(String title) {
        return TableView.titled(title)
                .column("first", Align.LEFT)
                .column("second", Align.LEFT)
                .column("difference", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("test", Align.LEFT)
                .column("p", Align.RIGHT);
    }

    private String points() {
        return String.format(Locale.ROOT, "%+.2f points", 100 * difference);
    }

    private String range() {
        return interval.map(i -> String.format(Locale.ROOT, "[%+.2f, %+.2f]", 100 * i.low(), 100 * i.high()))
                .orElse("–");
    }

    private static Cell p(double value) {
        String text = String.format(Locale.ROOT, "%.3g", value);
        return value <= LEVEL ? Cell.strong(text) : Cell.of(text);
    }

    private static double mcNemar(double[] ours, double[] theirs) {
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < ours.length; i++) {
            onlyFirst += ours[i] > theirs[i] ? 1 : 0;
            onlySecond += ours[i] < theirs[i] ? 1 : 0;
        }
        return McNemarTest.withDefaults().test(onlyFirst, onlySecond).pValue();
    }

    private static ProbeResult align(ProbeResult first, ProbeResult second) {
        Map<String, Integer> places = new HashMap<>();
        second.first().rows().forEach(row -> places.put(row.id(), places.size()));
        boolean same = first.size() == second.size()
                && first.boxes() == second.boxes()
                && first.first().rows().stream().allMatch(row -> places.containsKey(row.id()));
        if (!same) {
            throw new SondeException(
                    first.name() + " and " + second.name() + " were not judged on the same examples",
                    "Compare results of the same split of the same task.");
        }
        List<Predictions> moved = second.seeds().stream()
                .map(one -> new Predictions(first.first().rows().stream()
                        .map(row -> one.rows().get(places.get(row.id())))
                        .toList()))
                .toList();
        return new ProbeResult(second.name(), moved);
    }
}

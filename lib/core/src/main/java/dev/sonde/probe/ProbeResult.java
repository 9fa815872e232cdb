package dev.sonde.probe;

import dev.sonde.data.Tag;
import dev.sonde.display.Align;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well probes do on the examples of a split: trainings that differ in their seeds only, each judged on the same
 * examples in the same order.
 *
 * @param name in tables
 * @param seeds the predictions of each training
 */
public record ProbeResult(String name, List<Predictions> seeds) implements Tabular {
    public ProbeResult {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new SondeException(name + " has no predictions", "Give those of at least one training.");
        }
        for (Predictions other : seeds) {
            requireSame(name, seeds.get(0), other);
        }
    }

    /** The result of one or more trainings. */
    public static ProbeResult of(String name, List<Predictions> seeds) {
        return new ProbeResult(name, seeds);
    }

    /** Whether boxes were predicted; otherwise truth values. */
    public boolean boxes() {
        return first().rows().get(0) instanceof Prediction.Region;
    }

    /** How many examples. */
    public int size() {
        return first().size();
    }

    /** Accuracy, or the share of boxes with IoU at least 0.5; the mean over the seeds. */
    public Score score() {
        return Score.share(seeds);
    }

    /** As {@link #score()}, seed by seed. */
    public List<Score> perSeed() {
        return seeds.stream().map(one -> Score.share(List.of(one))).toList();
    }

    /**
     * The mean IoU, of all boxes and seeds.
     *
     * @throws SondeException if truth values were predicted
     */
    public Score meanIou() {
        if (!boxes()) {
            throw new SondeException(name + " predicts truth values, which have no IoU", "Ask for score().");
        }
        return Score.mean(seeds);
    }

    /** The result on the examples of each value of a tag, in the order in which the values first occur. */
    public Breakdown by(Tag tag) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int row = 0; row < size(); row++) {
            int place = row;
            String value = first().rows().get(row).tags().get(tag);
            if (value != null) {
                places.computeIfAbsent(value, unused -> new ArrayList<>()).add(place);
            }
        }
        if (places.isEmpty()) {
            throw new SondeException(
                    "No example of " + name + " has a " + tag, "Use a tag of the task's examples; see Split.table().");
        }
        Map<String, ProbeResult> parts = new LinkedHashMap<>();
        places.forEach((value, rows) -> parts.put(value, new ProbeResult(value, choose(rows))));
        return new Breakdown(name, tag, parts);
    }

    /** Is this better or worse than another on the same examples? */
    public Comparison compare(ProbeResult other) {
        return Comparison.of(this, other);
    }

    /** The mean score (right or IoU) of each example over the seeds. */
    double[] scores() {
        double[] means = new double[size()];
        for (Predictions one : seeds) {
            double[] scores = one.scores();
            IntStream.range(0, means.length).forEach(i -> means[i] += scores[i] / seeds.size());
        }
        return means;
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled(name)
                .column("", Align.LEFT)
                .column(boxes() ? "IoU ≥ 0.5" : "accuracy", Align.RIGHT)
                .column("95 % (Wilson)", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("N", Align.RIGHT);
        if (seeds.size() > 1) {
            int number = 1;
            for (Score one : perSeed()) {
                table = one.row(table, "seed " + number++);
            }
        }
        table = score().row(table, seeds.size() > 1 ? "mean" : "all");
        return boxes() ? meanIou().row(table, "mean IoU") : table;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    Predictions first() {
        return seeds.get(0);
    }

    private List<Predictions> choose(List<Integer> places) {
        return seeds.stream()
                .map(one -> new Predictions(places.stream().map(one.rows()::get).toList()))
                .toList();
    }

    private static void requireSame(String name, Predictions first, Predictions other) {
        boolean same = first.size() == other.size()
                && IntStream.range(0, first.size()).allMatch(i -> first.rows()
                        .get(i)
                        .id()
                        .equals(other.rows().get(i).id()));
        if (!same) {
            throw new SondeException(
                    "The seeds of " + name + " were judged on different examples",
                    "Give predictions of the same split in the same order.");
        }
    }
}

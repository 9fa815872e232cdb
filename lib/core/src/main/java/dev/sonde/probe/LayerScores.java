package dev.sonde.probe;

import dev.sonde.data.Task;
import dev.sonde.display.Align;
import dev.sonde.display.Progress;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.feature.FeatureSet;
import dev.sonde.plot.Axis;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Mark;
import dev.sonde.plot.Panel;
import dev.sonde.stats.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the same probe reads after each of several layers, on the same test rows. The first layer is the control of the
 * others: what it has already was not made by the layers between.
 *
 * @param task its name
 * @param layers the result of each layer, by its number
 */
public record LayerScores(String task, SortedMap<Integer, ProbeResult> layers) implements Tabular {
    public LayerScores {
        layers = Collections.unmodifiableSortedMap(new TreeMap<>(layers));
    }

    /**
     * Trains a probe on each layer that the features hold.
     *
     * @throws SondeException if they name no layers, or do not fit the task
     */
    public static LayerScores of(FrozenTrainer trainer, ProbeTrial trial, FeatureSet features, Task task) {
        if (features.layers().isEmpty()) {
            throw new SondeException(
                    features.path() + " does not say which layer it holds",
                    "Name the tensors \"features.0\", \"features.6\" and so on.");
        }
        SortedMap<Integer, ProbeResult> results = new TreeMap<>();
        try (Progress progress = Progress.of("layers", features.layers().size())) {
            for (int layer : features.layers()) {
                ProbeResult result =
                        Controls.of(trainer, trial, features.layer(layer), task).result();
                results.put(layer, new ProbeResult(task.name() + ", layer " + layer, result.seeds()));
                progress.step();
            }
        }
        return new LayerScores(task.name(), results);
    }

    /** Each later layer against the first. */
    public List<Comparison> comparisons() {
        return layers.values().stream()
                .skip(1)
                .map(later -> later.compare(layers.get(layers.firstKey())))
                .toList();
    }

    /** The comparisons of several tasks as one family, see {@link Comparison#family}. */
    public static TableView comparisons(LayerScores... tasks) {
        return Comparison.family(
                Stream.of(tasks).flatMap(task -> task.comparisons().stream()).toList());
    }

    /** Several tasks by layer, each with the interval over images as a band. */
    public static Figure figure(LayerScores... tasks) {
        Mark[] lines = Stream.of(tasks).map(LayerScores::line).toArray(Mark[]::new);
        Panel panel = Panel.of(Axis.linear("after layer"), Axis.linear("right").unit("%"))
                .with(lines);
        return Figure.of("What the layers add", panel)
                .size(760, 380)
                .caption("Bands: 95 %, bootstrap over photographs.");
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled(task + ", by layer")
                .column("", Align.LEFT)
                .column("%", Align.RIGHT)
                .column("95 % (Wilson)", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("N", Align.RIGHT);
        for (Map.Entry<Integer, ProbeResult> layer : layers.entrySet()) {
            table = layer.getValue().score().row(table, "layer " + layer.getKey());
        }
        return table;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private Mark line() {
        List<Score> scores = new ArrayList<>();
        layers.values().forEach(result -> scores.add(result.score()));
        return Mark.line(
                task,
                layers.keySet().stream().mapToDouble(Integer::doubleValue).toArray(),
                percents(scores, Score::value),
                percents(scores, score -> score.byImage().map(Interval::low).orElse(Double.NaN)),
                percents(scores, score -> score.byImage().map(Interval::high).orElse(Double.NaN)));
    }

    private static double[] percents(Collection<Score> scores, ToDoubleFunction<Score> of) {
        return scores.stream().mapToDouble(of).map(share -> 100 * share).toArray();
    }
}

package dev.sonde.probe;

import dev.sonde.data.Tag;
import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.feature.Targets;
import dev.sonde.stats.Clusters;
import dev.sonde.stats.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a probe said of each example, in the order of the data: kept, so that any result can be computed later. */
public record Predictions(List<Prediction> rows) implements Tabular {
    private static final int SHOWN = 10;

    public Predictions {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new SondeException("There are no predictions", "Judge the probe on at least one example.");
        }
    }

    /**
     * The predictions that logits make.
     *
     * @param logits [rows * outputs]
     */
    static Predictions of(AnsweredRows data, float[] logits) {
        Targets targets = data.targets();
        List<Prediction> rows = new ArrayList<>(data.size());
        for (int row = 0; row < data.size(); row++) {
            String id = data.ids().get(row);
            String image = data.groups().get(row);
            Map<Tag, String> tags = data.tags(row);
            rows.add(
                    targets.kind() == Targets.Kind.TRUTH
                            ? new Prediction.Truth(id, image, tags, targets.value(row, 0) > 0.5, logits[row])
                            : new Prediction.Region(
                                    id, image, tags, Answers.box(targets, row), Answers.box(logits, row)));
        }
        return new Predictions(rows);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws SondeException with file and line, if it is something else
     */
    public static Predictions read(Path file) {
        return PredictionFile.read(file);
    }

    /** Writes one JSON object a line; the file appears when it is complete. */
    public void save(Path file) {
        PredictionFile.write(file, this);
    }

    /** How many. */
    public int size() {
        return rows.size();
    }

    /** How many are right. */
    public Proportion right() {
        return new Proportion(rows.stream().filter(Prediction::right).count(), size());
    }

    /** Which are right. */
    public boolean[] rights() {
        boolean[] rights = new boolean[size()];
        for (int i = 0; i < rights.length; i++) {
            rights[i] = rows.get(i).right();
        }
        return rights;
    }

    /** 1 or 0, or the IoU, of each. */
    public double[] scores() {
        return rows.stream().mapToDouble(Prediction::score).toArray();
    }

    /** The rows of each image. */
    public Clusters images() {
        return Clusters.by(rows.stream().map(Prediction::image).toList());
    }

    /** The result of one training. */
    public ProbeResult result(String name) {
        return ProbeResult.of(name, List.of(this));
    }

    /** The first rows. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("Predictions")
                .column("example", Align.LEFT)
                .column("answer", Align.LEFT)
                .column("prediction", Align.LEFT);
        for (Prediction row : rows.subList(0, Math.min(SHOWN, size()))) {
            String said = said(row);
            table = table.row(row.id(), answer(row), row.right() ? Cell.pass(said) : Cell.fail(said));
        }
        return size() > SHOWN ? table.note("… and " + (size() - SHOWN) + " more of " + size() + " rows") : table;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static String answer(Prediction row) {
        return row instanceof Prediction.Truth truth
                ? String.valueOf(truth.answer())
                : ((Prediction.Region) row).answer().toString();
    }

    private static String said(Prediction row) {
        return row instanceof Prediction.Truth truth
                ? String.format(Locale.ROOT, "%.3f true", truth.probability())
                : String.format(Locale.ROOT, "IoU %.3f", ((Prediction.Region) row).iou());
    }
}

package dev.sonde.probe;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;
import java.util.Locale;

/**
 * A training, epoch by epoch. How long it took stands apart, so that equal trainings have equal histories.
 *
 * @param metric what the validation score is
 * @param epochs in order; fewer than asked for if it stopped early
 */
public record TrainingHistory(String metric, List<EpochScore> epochs) implements Tabular {
    public TrainingHistory {
        epochs = List.copyOf(epochs);
    }

    /** The first epoch with the highest validation score, whose weights were kept. */
    public EpochScore best() {
        EpochScore best = epochs.get(0);
        for (EpochScore epoch : epochs) {
            best = epoch.score() > best.score() ? epoch : best;
        }
        return best;
    }

    /** The last epoch. */
    public EpochScore last() {
        return epochs.get(epochs.size() - 1);
    }

    /** Such as {@code accuracy 64.97 % on validation after epoch 4 of 5}. */
    String kept(TrainingOptions options) {
        return String.format(
                Locale.ROOT,
                "%s %.2f %% on validation after epoch %d of %d",
                metric,
                100 * best().score(),
                best().number(),
                options.epochs());
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Training")
                .column("epoch", Align.RIGHT)
                .column("loss", Align.RIGHT)
                .column(metric + " (validation)", Align.RIGHT)
                .column("learning rate", Align.RIGHT);
        int best = best().number();
        for (EpochScore epoch : epochs) {
            String score = String.format(Locale.ROOT, "%.2f %%", 100 * epoch.score());
            table = table.row(
                    epoch.number(),
                    String.format(Locale.ROOT, "%.4f", epoch.loss()),
                    epoch.number() == best ? Cell.strong(score) : Cell.of(score),
                    String.format(Locale.ROOT, "%.2e", epoch.rate()));
        }
        return table.note("The weights of epoch " + best + " were kept.");
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

package dev.sonde.probe;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.List;

/**
 * What a linear probe reads off each query token alone. The best of many is best by luck too: choose it on validation
 * rows and judge it on test rows before you report it.
 *
 * @param metric accuracy, or share of boxes
 * @param scores of the queries, in their order
 */
public record QueryScores(String metric, List<Score> scores) implements Tabular {
    public QueryScores {
        scores = List.copyOf(scores);
    }

    /** The query with the highest score, counted from 0; the first of several. */
    public int best() {
        int best = 0;
        for (int i = 1; i < scores.size(); i++) {
            best = scores.get(i).value() > scores.get(best).value() ? i : best;
        }
        return best;
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled("Queries alone")
                .column("query", Align.RIGHT)
                .column(metric, Align.RIGHT)
                .column("95 % (images)", Align.RIGHT);
        for (int i = 0; i < scores.size(); i++) {
            String text = scores.get(i).text();
            table = table.row(
                    i,
                    i == best() ? Cell.strong(text) : Cell.of(text),
                    scores.get(i).interval());
        }
        return table;
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

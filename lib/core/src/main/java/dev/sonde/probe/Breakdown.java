package dev.sonde.probe;

import dev.sonde.data.Tag;
import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A result by the values of a tag.
 *
 * @param name of the whole
 * @param parts the result of each value
 */
public record Breakdown(String name, Tag tag, Map<String, ProbeResult> parts) implements Tabular {
    public Breakdown {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Columns: the tag, N, percent, low and high end of the interval over images (missing for a single image). */
    public Table table() {
        List<Score> scores = parts.values().stream().map(ProbeResult::score).toList();
        DoubleColumn low = DoubleColumn.create("low");
        DoubleColumn high = DoubleColumn.create("high");
        for (Score score : scores) {
            score.byImage()
                    .ifPresentOrElse(
                            interval -> {
                                low.append(100 * interval.low());
                                high.append(100 * interval.high());
                            },
                            () -> {
                                low.appendMissing();
                                high.appendMissing();
                            });
        }
        return Table.create(
                name,
                StringColumn.create(tag.name(), parts.keySet()),
                IntColumn.create("N", scores.stream().mapToInt(Score::examples).toArray()),
                DoubleColumn.create(
                        "percent", scores.stream().mapToDouble(Score::percent).toArray()),
                low,
                high);
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled(name + " by " + tag)
                .column(tag.name(), Align.LEFT)
                .column("%", Align.RIGHT)
                .column("95 % (Wilson)", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("N", Align.RIGHT);
        for (Map.Entry<String, ProbeResult> part : parts.entrySet()) {
            table = part.getValue().score().row(table, part.getKey());
        }
        return table;
    }

    @Override
    public String toString() {
        return view().toString();
    }
}

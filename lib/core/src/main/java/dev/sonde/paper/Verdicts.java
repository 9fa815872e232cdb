package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judged cells and the run behind them. Shown in a notebook, they also go, as data, into the saved notebook, from which
 * the report makes {@code results.json}: what is not shown is not claimed.
 *
 * @param title what was judged
 * @param cells the cells
 * @param run what those cells were computed from that have no run of their own
 */
public record Verdicts(String title, List<JudgedCell> cells, Run run) implements Tabular {
    private static final int MOST_ROWS = 40;

    /** Copies the list. */
    public Verdicts {
        cells = List.copyOf(cells);
    }

    /** Number of cells with this verdict. */
    public long count(Verdict verdict) {
        return cells.stream().filter(c -> c.verdict() == verdict).count();
    }

    /** Throws one error that lists every failed cell; returns this if there is none. */
    public Verdicts orThrow() {
        List<String> failed = cells.stream()
                .filter(c -> c.verdict() == Verdict.FAIL)
                .map(c -> c.place() + ": published " + number(c.published(), c.decimals())
                        + ", measured " + number(c.measured(), c.decimals())
                        + "; rule: " + c.rule())
                .toList();
        if (!failed.isEmpty()) {
            throw new AssertionError(title + ": " + failed.size() + " of " + cells.size() + " cells fail\n  "
                    + String.join("\n  ", failed));
        }
        return this;
    }

    /** The cells and the run as {@code results.json} holds them. */
    public Map<String, Object> json() {
        Map<String, Object> runs = new LinkedHashMap<>();
        for (JudgedCell cell : cells) {
            Run own = cell.run().orElse(run);
            runs.putIfAbsent(own.hash(), own.json());
        }
        runs.putIfAbsent(run.hash(), run.json());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cells", cells.stream().map(c -> c.json(run)).toList());
        json.put("runs", runs);
        return json;
    }

    /** The verdicts as a table: published, ours, difference, interval, N, seeds, p, verdict. */
    @Override
    public TableView view() {
        List<JudgedCell> shown = shown();
        List<Column> columns =
                Column.ALL.stream().filter(column -> column.isNeeded(shown)).toList();
        TableView view = TableView.titled(title);
        for (Column column : columns) {
            view = view.column(column.name(), column.align());
        }
        for (JudgedCell cell : shown) {
            view = view.row(columns.stream().map(c -> c.text().apply(cell)).toArray());
        }
        if (shown.size() < cells.size()) {
            view = view.note("… and " + (cells.size() - shown.size()) + " more, all in results.json; verdicts of all: "
                    + summary() + ".");
        }
        for (String rule : cells.stream().map(JudgedCell::rule).distinct().toList()) {
            view = view.note("Rule, " + rule);
        }
        return view.attach(MimeBundle.CELLS, json());
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** How many cells have each verdict that occurs, such as {@code 28 pass}. */
    public String summary() {
        return Stream.of(Verdict.values())
                .filter(v -> count(v) > 0)
                .map(v -> count(v) + " " + v.label())
                .collect(Collectors.joining(", "));
    }

    /** All cells, or, of very many, the failed ones and the first. */
    private List<JudgedCell> shown() {
        if (cells.size() <= MOST_ROWS) {
            return cells;
        }
        return Stream.concat(
                        cells.stream().filter(c -> c.verdict() == Verdict.FAIL),
                        cells.stream().filter(c -> c.verdict() != Verdict.FAIL))
                .limit(MOST_ROWS)
                .toList();
    }

    /** A column of the table; one that would be empty is left out. */
    private record Column(String name, Align align, Function<JudgedCell, Object> text) {
        static final List<Column> ALL = List.of(
                new Column("Row", Align.LEFT, JudgedCell::system),
                new Column("Column", Align.LEFT, JudgedCell::column),
                new Column("Published", Align.RIGHT, c -> number(c.published(), c.decimals())),
                new Column("Computed", Align.RIGHT, c -> number(c.measured(), c.decimals())),
                new Column("Difference", Align.RIGHT, Verdicts::difference),
                new Column("95 % interval", Align.RIGHT, Verdicts::interval),
                new Column("k / N", Align.RIGHT, Verdicts::ratio),
                new Column("Seeds", Align.RIGHT, c -> c.seeds() > 0 ? c.seeds() : ""),
                new Column("p", Align.RIGHT, c -> c.p().isPresent() ? Numbers.pValue(c.p().getAsDouble()) : ""),
                new Column("Verdict", Align.CENTER, c -> badge(c.verdict()).withHint(c.rule())));

        boolean isNeeded(List<JudgedCell> cells) {
            return cells.stream().anyMatch(cell -> !text.apply(cell).equals(""));
        }
    }

    static Cell badge(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Cell.pass(verdict.label());
            case FAIL -> Cell.fail(verdict.label());
            case NOT_RUN, NOT_COMPARABLE -> Cell.muted(verdict.label());
        };
    }

    private static String interval(JudgedCell c) {
        return c.interval()
                .map(i -> Numbers.format(Math.abs(i.high()) <= 1 ? "%.2f – %.2f" : "%.1f – %.1f", i.low(), i.high()))
                .orElse("");
    }

    /** Ours less the published number, of runs; counts are equal or not. */
    private static String difference(JudgedCell c) {
        return c.run().isPresent() && c.published().isPresent() && c.measured().isPresent()
                ? Numbers.signed(c.measured().getAsDouble() - c.published().getAsDouble())
                : "";
    }

    private static String ratio(JudgedCell c) {
        String n = c.n().isPresent() ? String.valueOf(c.n().getAsLong()) : "";
        return c.k().isPresent() ? c.k().getAsLong() + " / " + n : n;
    }

    private static String number(OptionalDouble value, int decimals) {
        if (value.isEmpty()) {
            return "";
        }
        double number = value.getAsDouble();
        boolean whole = number == Math.rint(number);
        return whole && decimals > 0 ? Numbers.format("%." + decimals + "f", number) : Numbers.shortest(number);
    }
}

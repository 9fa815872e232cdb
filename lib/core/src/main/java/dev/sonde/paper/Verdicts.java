package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.Renderable;
import dev.sonde.display.TableView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judged cells and the run behind them. Shown in a notebook, they also go, as data, into the saved notebook, from which
 * the report makes {@code results.json}: what is not shown is not claimed.
 *
 * @param title what was judged
 * @param cells the cells
 * @param run what they were computed from
 */
public record Verdicts(String title, List<JudgedCell> cells, Run run) implements Renderable {
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
                .map(c -> c.place() + ": published " + number(c.published()) + ", measured " + number(c.measured())
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
        String hash = run.hash();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cells", cells.stream().map(c -> c.json(hash)).toList());
        json.put("runs", Map.of(hash, run.json()));
        return json;
    }

    /** The verdicts as a table: published, ours, interval, N, p, verdict. */
    public TableView view() {
        TableView view = TableView.titled(title)
                .column("Row", Align.LEFT)
                .column("Column", Align.LEFT)
                .column("Published", Align.RIGHT)
                .column("Computed", Align.RIGHT)
                .column("95 % interval", Align.RIGHT)
                .column("k / N", Align.RIGHT)
                .column("p", Align.RIGHT)
                .column("Verdict", Align.CENTER);
        List<JudgedCell> shown = shown();
        for (JudgedCell c : shown) {
            view = view.row(
                    (c.row() + " " + c.resampler().label()).strip(),
                    c.column(),
                    number(c.published(), isWhole(c.measured())),
                    number(c.measured(), isWhole(c.published())),
                    c.interval()
                            .map(i -> String.format(Locale.ROOT, "%.1f – %.1f", i.low(), i.high()))
                            .orElse(""),
                    ratio(c),
                    c.p().isPresent() ? Numbers.pValue(c.p().getAsDouble()) : "",
                    badge(c.verdict()).withHint(c.rule()));
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
    public MimeBundle render() {
        return view().render();
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

    static Cell badge(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Cell.pass(verdict.label());
            case FAIL -> Cell.fail(verdict.label());
            case NOT_RUN, NOT_COMPARABLE -> Cell.muted(verdict.label());
        };
    }

    private static String ratio(JudgedCell c) {
        String n = c.n().isPresent() ? String.valueOf(c.n().getAsLong()) : "";
        return c.k().isPresent() ? c.k().getAsLong() + " / " + n : n;
    }

    private static String number(OptionalDouble value) {
        return number(value, true);
    }

    /** A whole number beside one that is not shows its decimals: 20.00 beside 19.99. */
    private static String number(OptionalDouble value, boolean besideWhole) {
        if (value.isEmpty()) {
            return "";
        }
        return isWhole(value) && !besideWhole
                ? Numbers.format("%.2f", value.getAsDouble())
                : Numbers.shortest(value.getAsDouble());
    }

    private static boolean isWhole(OptionalDouble value) {
        return value.isEmpty() || value.getAsDouble() == Math.rint(value.getAsDouble());
    }
}

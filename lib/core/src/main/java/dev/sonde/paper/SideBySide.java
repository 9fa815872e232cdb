package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of the paper with ours in the same shape: under each row of a system that we run one of ours, green or red where its
 * rule gave a verdict, grey where it gave none.
 *
 * @param table as printed
 * @param verdicts ours; cells of other tables in it are left out
 */
record SideBySide(PublishedTable table, Verdicts verdicts) implements Tabular {
    @Override
    public TableView view() {
        TableView view = TableView.titled(table.title() + ", and ours");
        int leading = table.printed(table.head()).size() - table.valueColumns();
        List<String> names = table.printed(table.head());
        for (int c = 0; c < names.size(); c++) {
            view = c == leading ? view.column("", Align.LEFT) : view;
            view = view.column(names.get(c), c < leading ? Align.LEFT : Align.RIGHT);
        }
        List<List<Optional<PublishedCell>>> grid = table.grid();
        for (int r = 0; r < grid.size(); r++) {
            List<String> printed = table.printed(table.body().get(r));
            List<Optional<PublishedCell>> cells = grid.get(r);
            List<Optional<PublishedCell>> values = cells.subList(cells.size() - table.valueColumns(), cells.size());
            view = view.row(published(printed, leading).toArray());
            if (values.stream()
                    .flatMap(Optional::stream)
                    .flatMap(cell -> ours(cell).stream())
                    .anyMatch(SideBySide::isOurs)) {
                view = view.row(ours(values, leading).toArray());
            }
        }
        return view.note("The paper: " + table.caption())
                .note("Ours: " + verdicts.summary() + "; the rules stand with the verdicts.");
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static List<Object> published(List<String> printed, int leading) {
        List<Object> row = new ArrayList<>(printed.subList(0, leading));
        row.add(Cell.muted("paper"));
        printed.subList(leading, printed.size()).forEach(text -> row.add(text.equals("-") ? Cell.muted("–") : text));
        return row;
    }

    private List<Object> ours(List<Optional<PublishedCell>> values, int leading) {
        List<Object> row = new ArrayList<>();
        for (int c = 0; c < leading; c++) {
            row.add("");
        }
        row.add(Cell.muted("ours"));
        for (Optional<PublishedCell> value : values) {
            row.add(value.map(published ->
                            ours(published).map(own -> shown(own, published)).orElse(Cell.of("")))
                    .orElse(Cell.of("")));
        }
        return row;
    }

    private Optional<JudgedCell> ours(PublishedCell published) {
        return verdicts.cells().stream()
                .filter(cell -> cell.item().equals(published.item())
                        && cell.row().equals(published.row())
                        && cell.resampler() == published.resampler()
                        && cell.column().equals(published.column()))
                .findFirst();
    }

    /** Not a number that the paper quotes: of such a system there is nothing of ours to show. */
    private static boolean isOurs(JudgedCell cell) {
        return cell.measured().isPresent() || cell.verdict() != Verdict.NOT_COMPARABLE;
    }

    private static Cell shown(JudgedCell own, PublishedCell published) {
        String text = own.measured().isPresent()
                ? number(own.measured().getAsDouble(), published.value())
                : own.verdict().label();
        Cell badge =
                switch (own.verdict()) {
                    case PASS -> Cell.pass(text);
                    case FAIL -> Cell.fail(text);
                    case NOT_RUN, NOT_COMPARABLE -> Cell.muted(text);
                };
        return badge.withHint(own.verdict().label() + "; " + own.rule());
    }

    /** With as many digits as the paper prints. */
    static String number(double value, Printed like) {
        String format = "%." + like.decimals() + (like.text().contains("e") ? "e" : "f");
        return Numbers.format(format, value).replace("e-0", "e-");
    }
}

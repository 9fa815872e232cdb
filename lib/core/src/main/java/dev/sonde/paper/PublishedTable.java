package dev.sonde.paper;

import dev.sonde.display.Align;
import dev.sonde.display.Cell;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.ProbeRun;
import dev.sonde.experiment.Scale;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One table of the paper, every number a typed cell.
 *
 * @param item {@code table-1} to {@code table-5}
 * @param title number and subject
 * @param caption the paper's own caption
 * @param remark what we add to it; may be empty
 * @param head names of the leading columns (such as Model, Resampler) and of the value columns, as printed
 * @param body the rows as printed, leading columns first; {@code -} where the paper has no number
 * @param cells every number of the table
 */
public record PublishedTable(
        String item,
        String title,
        String caption,
        String remark,
        List<String> head,
        List<List<String>> body,
        List<PublishedCell> cells)
        implements Tabular {

    private static final String RESAMPLER = "Resampler";

    /** Copies the lists. */
    public PublishedTable {
        head = List.copyOf(head);
        body = List.copyOf(body);
        cells = List.copyOf(cells);
    }

    /**
     * Reads a table whose rows are models: {@code model | resampler | value | value ...}.
     *
     * @param layout first line: the head; each further line: a row; columns divided by {@code |}
     * @param rounding how its numbers were rounded
     * @param sizes number of examples by column name, where known
     */
    static PublishedTable ofModelRows(
            String item,
            String title,
            String caption,
            String remark,
            Rounding rounding,
            Map<String, Long> sizes,
            String layout) {
        List<List<String>> lines = lines(layout);
        List<String> head = lines.get(0);
        List<List<String>> body = lines.subList(1, lines.size());
        List<PublishedCell> cells = new ArrayList<>();
        for (List<String> row : body) {
            for (int c = 2; c < head.size(); c++) {
                if (!row.get(c).equals("-")) {
                    cells.add(new PublishedCell(
                            item,
                            row.get(0),
                            Resampler.of(row.get(1)),
                            head.get(c),
                            new Printed(row.get(c), rounding),
                            size(sizes, head.get(c))));
                }
            }
        }
        return new PublishedTable(item, title, caption, remark, head, body, cells);
    }

    /**
     * Reads a table whose columns are models, {@code Q-Former frozen} and so on, after {@code leading} columns whose
     * words together name what was measured.
     */
    static PublishedTable ofModelColumns(
            String item,
            String title,
            String caption,
            String remark,
            Rounding rounding,
            int leading,
            OptionalLong n,
            String layout) {
        List<List<String>> lines = lines(layout);
        List<String> head = lines.get(0);
        List<List<String>> body = lines.subList(1, lines.size());
        List<PublishedCell> cells = new ArrayList<>();
        for (List<String> row : body) {
            String measured = String.join(" ", row.subList(0, Math.min(leading, 2)));
            for (int c = leading; c < head.size(); c++) {
                String system = head.get(c);
                int cut = system.lastIndexOf(' ');
                cells.add(new PublishedCell(
                        item,
                        system.substring(0, cut),
                        Resampler.of(system.substring(cut + 1)),
                        measured,
                        new Printed(row.get(c), rounding),
                        n));
            }
        }
        return new PublishedTable(item, title, caption, remark, head, body, cells);
    }

    /** The cell of a system (row with its resampler) and a column; an error names those that exist. */
    public PublishedCell cell(String row, Resampler resampler, String column) {
        return find(row, resampler, column)
                .orElseThrow(() -> new SondeException(
                        item + " has no cell " + row + " " + resampler.label() + ", " + column,
                        "Take one of: "
                                + cells.stream().map(PublishedCell::place).toList()));
    }

    /** As {@link #cell}, empty where the paper prints no number. */
    public Optional<PublishedCell> find(String row, Resampler resampler, String column) {
        return cells.stream()
                .filter(c -> c.row().equals(row)
                        && c.resampler() == resampler
                        && c.column().equals(column))
                .findFirst();
    }

    /** The cells of one system in the order of the columns. */
    public List<PublishedCell> system(String row, Resampler resampler) {
        return cells.stream()
                .filter(c -> c.row().equals(row) && c.resampler() == resampler)
                .toList();
    }

    /** This table with another number in one cell: what a misprint would look like to the audit. */
    public PublishedTable with(PublishedCell cell, String text) {
        List<PublishedCell> changed = cells.stream()
                .map(c -> c.equals(cell) ? c.with(new Printed(text, c.value().rounding())) : c)
                .toList();
        return new PublishedTable(item, title, caption, remark, head, body, changed);
    }

    /**
     * A run beside the published numbers of its model and task: published, ours, verdict. At paper scale our interval must
     * hold the published number; the mini world's numbers are not comparable.
     *
     * @throws SondeException if this table has no number of them
     */
    public Verdicts compare(ProbeRun run) {
        return new RunComparison(this, run, Scale.here()).verdicts();
    }

    /** The table as the paper prints it. */
    @Override
    public TableView view() {
        TableView view = TableView.titled(title);
        List<String> names = printed(head);
        for (int c = 0; c < names.size(); c++) {
            boolean numbers = c >= names.size() - valueColumns();
            view = view.column(names.get(c), numbers ? Align.RIGHT : Align.LEFT);
        }
        for (List<String> row : body) {
            view = view.row(printed(row).stream()
                    .map(text -> text.equals("-") ? Cell.muted("–") : Cell.of(text))
                    .toArray());
        }
        TableView captioned = view.note("The paper: " + caption);
        return remark.isEmpty() ? captioned : captioned.note("Ours: " + remark);
    }

    @Override
    public String toString() {
        return view().toString();
    }

    /** The cells of each row of the body, column by column; empty where a row has no number there, and in leading columns. */
    List<List<Optional<PublishedCell>>> grid() {
        Iterator<PublishedCell> next = cells.iterator();
        int leading = head.size() - valueColumns();
        List<List<Optional<PublishedCell>>> grid = new ArrayList<>();
        for (List<String> row : body) {
            List<Optional<PublishedCell>> line = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                line.add(c < leading || row.get(c).equals("-") ? Optional.empty() : Optional.of(next.next()));
            }
            grid.add(line);
        }
        return grid;
    }

    /** How many columns hold numbers; they are the last ones. */
    int valueColumns() {
        return (int) body.get(body.size() - 1).stream()
                .filter(text -> text.matches("-|-?[0-9.]+(e-?[0-9]+)?"))
                .count();
    }

    /** A row with its model and the state of its resampler as one, as the paper has it. */
    List<String> printed(List<String> row) {
        if (!head.get(1).equals(RESAMPLER)) {
            return row;
        }
        List<String> merged = new ArrayList<>(row);
        String state = merged.remove(1);
        if (!state.isEmpty() && !state.equals(RESAMPLER)) {
            merged.set(0, merged.get(0) + ", " + state);
        }
        return merged;
    }

    private static OptionalLong size(Map<String, Long> sizes, String column) {
        return sizes.containsKey(column) ? OptionalLong.of(sizes.get(column)) : OptionalLong.empty();
    }

    private static List<List<String>> lines(String layout) {
        return layout.lines()
                .map(line ->
                        List.of(line.split("\\|")).stream().map(String::strip).toList())
                .toList();
    }
}

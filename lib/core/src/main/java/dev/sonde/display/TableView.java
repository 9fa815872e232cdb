package dev.sonde.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table to look at: title, aligned columns under optional group headings, rows under optional section headings, notes.
 *
 * <p>Immutable; each method returns a longer table. It renders as HTML (inline styles only, which untrusted notebooks
 * keep), as LaTeX (booktabs) and as aligned text.
 *
 * <pre>{@code
 * TableView.titled("Accuracy").column("Model", Align.LEFT).column("VSR", Align.RIGHT)
 *     .row("Q-Former", Cell.strong("64.97")).note("N = 2195")
 * }</pre>
 */
public final class TableView implements Renderable {
    /** A column. */
    record Column(String name, Align align) {
        Column {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(align, "align");
        }
    }

    /** A heading over several columns; an empty one leaves a gap. */
    record Group(String heading, int span) {}

    /** A row of cells, or, with one cell and {@code section}, a heading between rows. */
    record Row(List<Cell> cells, boolean section) {}

    private final String title;
    private final List<Column> columns;
    private final List<Group> groups;
    private final List<Row> rows;
    private final List<String> notes;
    private final Map<String, Object> attached;

    private TableView(
            String title,
            List<Column> columns,
            List<Group> groups,
            List<Row> rows,
            List<String> notes,
            Map<String, Object> attached) {
        this.title = title;
        this.columns = columns;
        this.groups = groups;
        this.rows = rows;
        this.notes = notes;
        this.attached = attached;
    }

    /** An empty table with a title; an empty title is left out. */
    public static TableView titled(String title) {
        return new TableView(
                Objects.requireNonNull(title, "title"), List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /** With one more column on the right. */
    public TableView column(String name, Align align) {
        return new TableView(title, plus(columns, new Column(name, align)), groups, rows, notes, attached);
    }

    /** With a heading over the next {@code span} columns, counted from the left; an empty heading leaves a gap. */
    public TableView group(String heading, int span) {
        if (span < 1) {
            throw new IllegalArgumentException("a heading over " + span + " columns: " + heading);
        }
        return new TableView(title, columns, plus(groups, new Group(heading, span)), rows, notes, attached);
    }

    /**
     * With one more row of as many cells as columns: each a {@link Cell}, or a value whose text is shown.
     *
     * @throws IllegalArgumentException if the number of cells is not that of the columns
     */
    public TableView row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells in a table of " + columns.size() + " columns: " + title);
        }
        List<Cell> made = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            made.add(cell instanceof Cell c ? c : Cell.of(String.valueOf(cell)));
        }
        return new TableView(title, columns, groups, plus(rows, new Row(List.copyOf(made), false)), notes, attached);
    }

    /** With a heading between the rows so far and the next ones. */
    public TableView section(String heading) {
        Row section = new Row(List.of(Cell.strong(heading)), true);
        return new TableView(title, columns, groups, plus(rows, section), notes, attached);
    }

    /** With a line below the table. */
    public TableView note(String text) {
        return new TableView(title, columns, groups, rows, plus(notes, Objects.requireNonNull(text, "text")), attached);
    }

    /** With one more form in its bundle, such as the data behind the table. */
    public TableView attach(String mimeType, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attached);
        more.put(mimeType, value);
        return new TableView(title, columns, groups, rows, notes, Collections.unmodifiableMap(more));
    }

    @Override
    public MimeBundle render() {
        MimeBundle bundle = MimeBundle.ofText(toString())
                .with(MimeBundle.HTML, TableHtml.of(this))
                .with(MimeBundle.LATEX, TableLatex.of(this));
        for (Map.Entry<String, Object> form : attached.entrySet()) {
            bundle = bundle.with(form.getKey(), form.getValue());
        }
        return bundle;
    }

    /** The table as aligned text. */
    @Override
    public String toString() {
        return TableText.of(this);
    }

    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }

    List<Group> groups() {
        return groups;
    }

    List<Row> rows() {
        return rows;
    }

    List<String> notes() {
        return notes;
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return Collections.unmodifiableList(longer);
    }
}

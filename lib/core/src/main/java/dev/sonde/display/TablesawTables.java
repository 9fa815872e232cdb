package dev.sonde.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw's tables, long and wide ones cut. */
final class TablesawTables {
    private static final int MOST_ROWS = 30;
    private static final int MOST_COLUMNS = 20;
    private static final int LONGEST_TEXT = 120;

    private TablesawTables() {}

    static TableView view(Table table) {
        List<Column<?>> columns =
                new ArrayList<>(table.columns().subList(0, Math.min(MOST_COLUMNS, table.columnCount())));
        TableView view = TableView.titled(table.name() == null ? "" : table.name());
        for (Column<?> column : columns) {
            view = view.column(column.name(), column instanceof NumericColumn ? Align.RIGHT : Align.LEFT);
        }
        for (int r = 0; r < Math.min(MOST_ROWS, table.rowCount()); r++) {
            view = view.row(cells(columns, r));
        }
        if (table.rowCount() > MOST_ROWS) {
            view = view.note("… and " + (table.rowCount() - MOST_ROWS) + " more of " + table.rowCount() + " rows");
        }
        if (table.columnCount() > MOST_COLUMNS) {
            view = view.note(
                    "… and " + (table.columnCount() - MOST_COLUMNS) + " more of " + table.columnCount() + " columns");
        }
        return view;
    }

    private static Object[] cells(List<Column<?>> columns, int row) {
        return columns.stream().map(column -> text(column, row)).toArray();
    }

    private static String text(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        // By class and not by column.type(): Tablesaw makes a type twice where a column is the first thing it loads.
        String text = column instanceof DoubleColumn || column instanceof FloatColumn
                ? number(((Number) column.get(row)).doubleValue())
                : column.getString(row);
        return Values.cut(text, LONGEST_TEXT);
    }

    /** Six significant digits, more where the whole part has more: a table is for reading. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        if (value == Math.rint(value) && size < 1e15) {
            return String.valueOf((long) value);
        }
        boolean plain = size >= 1e-4 && size < 1e15;
        BigDecimal exact = new BigDecimal(value);
        int digits = plain ? Math.max(6, exact.precision() - exact.scale()) : 6;
        BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}

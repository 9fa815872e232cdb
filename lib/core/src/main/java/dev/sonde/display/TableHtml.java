package dev.sonde.display;

import java.util.List;

/** A table as HTML with inline styles, which take their colours from the page around them. */
final class TableHtml {
    private static final String LINE = "1px solid rgba(128,128,128,0.6)";
    private static final String HAIR = "1px solid rgba(128,128,128,0.25)";

    /** Words, not sentences: a cell as short as this stays on one line. */
    private static final int LONGEST_UNBROKEN = 24;

    private TableHtml() {}

    static String of(TableView table) {
        StringBuilder html = new StringBuilder(
                "<table style=\"border-collapse:collapse;margin:0.6em 0;font-size:0.92em;font-variant-numeric:tabular-nums\">\n");
        if (!table.title().isEmpty()) {
            html.append("<caption style=\"caption-side:top;text-align:left;font-weight:600;padding:4px 0\">")
                    .append(Escape.html(table.title()))
                    .append("</caption>\n");
        }
        html.append("<thead>\n");
        groups(table, html);
        head(table, html);
        html.append("</thead>\n<tbody>\n");
        table.rows().forEach(row -> row(table, row, html));
        html.append("</tbody>\n");
        notes(table, html);
        return html.append("</table>").toString();
    }

    private static void groups(TableView table, StringBuilder html) {
        if (table.groups().isEmpty()) {
            return;
        }
        html.append("<tr>");
        for (TableView.Group group : table.groups()) {
            String rule = group.heading().isEmpty() ? "" : ";border-bottom:" + HAIR;
            html.append("<th colspan=\"")
                    .append(group.span())
                    .append("\" style=\"text-align:center;padding:2px 8px")
                    .append(rule)
                    .append("\">")
                    .append(Escape.html(group.heading()))
                    .append("</th>");
        }
        html.append("</tr>\n");
    }

    private static void head(TableView table, StringBuilder html) {
        html.append("<tr>");
        for (TableView.Column column : table.columns()) {
            html.append("<th style=\"text-align:")
                    .append(column.align().css())
                    .append(";vertical-align:bottom;padding:3px 8px;border-bottom:")
                    .append(LINE)
                    .append("\">")
                    .append(Escape.html(column.name()))
                    .append("</th>");
        }
        html.append("</tr>\n");
    }

    private static void row(TableView table, TableView.Row row, StringBuilder html) {
        html.append("<tr>");
        if (row.section()) {
            html.append("<td colspan=\"")
                    .append(table.columns().size())
                    .append("\" style=\"text-align:left;padding:8px 10px 2px\">");
            content(row.cells().get(0), html);
            html.append("</td></tr>\n");
            return;
        }
        List<Cell> cells = row.cells();
        for (int c = 0; c < cells.size(); c++) {
            html.append("<td style=\"text-align:")
                    .append(table.columns().get(c).align().css())
                    .append(cells.get(c).text().length() <= LONGEST_UNBROKEN ? ";white-space:nowrap" : "")
                    .append(";padding:3px 8px;border-bottom:")
                    .append(HAIR)
                    .append("\">");
            content(cells.get(c), html);
            html.append("</td>");
        }
        html.append("</tr>\n");
    }

    private static void content(Cell cell, StringBuilder html) {
        String text = Escape.html(cell.text()).replace("\n", "<br>");
        boolean plain = cell.tone() == Tone.PLAIN && cell.hint().isEmpty();
        if (plain) {
            html.append(text);
            return;
        }
        html.append("<span");
        if (!cell.tone().style().isEmpty()) {
            html.append(" style=\"").append(cell.tone().style()).append('"');
        }
        if (!cell.hint().isEmpty()) {
            html.append(" title=\"").append(Escape.html(cell.hint())).append('"');
        }
        html.append('>').append(text).append("</span>");
    }

    private static void notes(TableView table, StringBuilder html) {
        if (table.notes().isEmpty()) {
            return;
        }
        html.append("<tfoot>\n");
        for (String note : table.notes()) {
            html.append("<tr><td colspan=\"")
                    .append(Math.max(1, table.columns().size()))
                    .append("\" style=\"text-align:left;padding:3px 8px;font-size:90%;opacity:0.8;max-width:48em\">")
                    .append(Escape.html(note))
                    .append("</td></tr>\n");
        }
        html.append("</tfoot>\n");
    }
}

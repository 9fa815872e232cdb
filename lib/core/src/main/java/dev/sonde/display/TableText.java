package dev.sonde.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as aligned text for a terminal. */
final class TableText {
    private static final String GAP = "  ";
    private static final int NOTE_WIDTH = 100;

    private TableText() {}

    static String of(TableView table) {
        int[] widths = widths(table);
        int total = Arrays.stream(widths).sum() + GAP.length() * Math.max(0, widths.length - 1);
        List<String> lines = new ArrayList<>();
        if (!table.title().isEmpty()) {
            lines.add(flat(table.title()));
        }
        if (!table.groups().isEmpty()) {
            lines.add(groups(table, widths));
        }
        lines.add(line(
                table, widths, table.columns().stream().map(c -> flat(c.name())).toList()));
        lines.add("─".repeat(total));
        for (TableView.Row row : table.rows()) {
            List<String> texts = row.cells().stream().map(c -> flat(c.text())).toList();
            lines.add(row.section() ? texts.get(0) : line(table, widths, texts));
        }
        lines.add("─".repeat(total));
        table.notes().forEach(note -> wrap(note, Math.max(NOTE_WIDTH, total), lines));
        return String.join("\n", lines);
    }

    private static int[] widths(TableView table) {
        int[] widths = new int[table.columns().size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = length(flat(table.columns().get(c).name()));
            for (TableView.Row row : table.rows()) {
                if (!row.section()) {
                    widths[c] =
                            Math.max(widths[c], length(flat(row.cells().get(c).text())));
                }
            }
        }
        return widths;
    }

    private static String groups(TableView table, int[] widths) {
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (TableView.Group group : table.groups()) {
            int width = GAP.length() * (group.span() - 1);
            for (int c = column; c < Math.min(widths.length, column + group.span()); c++) {
                width += widths[c];
            }
            line.append(column == 0 ? "" : GAP).append(pad(flat(group.heading()), width, Align.CENTER));
            column += group.span();
        }
        return line.toString().stripTrailing();
    }

    private static String line(TableView table, int[] widths, List<String> texts) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < texts.size(); c++) {
            line.append(c == 0 ? "" : GAP)
                    .append(pad(texts.get(c), widths[c], table.columns().get(c).align()));
        }
        return line.toString().stripTrailing();
    }

    private static String pad(String text, int width, Align align) {
        int space = Math.max(0, width - length(text));
        int left =
                switch (align) {
                    case LEFT -> 0;
                    case RIGHT -> space;
                    case CENTER -> space / 2;
                };
        return " ".repeat(left) + text + " ".repeat(space - left);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String flat(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static void wrap(String note, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : flat(note).split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder("  ");
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
    }
}

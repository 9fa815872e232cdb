package dev.sonde.display;

import java.util.List;
import java.util.stream.Collectors;

/** A table as LaTeX, with the rules of the booktabs package. */
final class TableLatex {
    private TableLatex() {}

    static String of(TableView table) {
        StringBuilder latex = new StringBuilder("\\begin{table}\n");
        if (!table.title().isEmpty()) {
            latex.append("\\caption{").append(Escape.latex(table.title())).append("}\n");
        }
        String columns = table.columns().stream().map(c -> c.align().latex()).collect(Collectors.joining());
        latex.append("\\begin{tabular}{").append(columns).append("}\n\\toprule\n");
        groups(table.groups(), latex);
        latex.append(table.columns().stream().map(c -> Escape.latex(c.name())).collect(Collectors.joining(" & ")))
                .append(" \\\\\n\\midrule\n");
        for (TableView.Row row : table.rows()) {
            latex.append(row.section() ? section(table, row) : cells(row.cells()))
                    .append(" \\\\\n");
        }
        latex.append("\\bottomrule\n\\end{tabular}\n");
        for (String note : table.notes()) {
            latex.append("\n{\\footnotesize ").append(Escape.latex(note)).append("}\n");
        }
        return latex.append("\\end{table}").toString();
    }

    private static void groups(List<TableView.Group> groups, StringBuilder latex) {
        if (groups.isEmpty()) {
            return;
        }
        latex.append(groups.stream()
                        .map(g -> "\\multicolumn{" + g.span() + "}{c}{" + Escape.latex(g.heading()) + "}")
                        .collect(Collectors.joining(" & ")))
                .append(" \\\\\n");
        int first = 1;
        for (TableView.Group group : groups) {
            int last = first + group.span() - 1;
            if (!group.heading().isEmpty()) {
                latex.append("\\cmidrule(lr){")
                        .append(first)
                        .append('-')
                        .append(last)
                        .append("}\n");
            }
            first = last + 1;
        }
    }

    private static String section(TableView table, TableView.Row row) {
        return "\\multicolumn{" + table.columns().size() + "}{l}{\\textit{"
                + Escape.latex(row.cells().get(0).text()) + "}}";
    }

    private static String cells(List<Cell> cells) {
        String row = cells.stream()
                .map(c -> c.tone() == Tone.STRONG ? "\\textbf{" + Escape.latex(c.text()) + "}" : Escape.latex(c.text()))
                .collect(Collectors.joining(" & "));
        // After \\ and \midrule LaTeX takes [ as the start of a length and * as a part of the command.
        return row.startsWith("[") || row.startsWith("*") ? "{}" + row : row;
    }
}

package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One line of a table of answers; every error names the line and the column.
 *
 * @param where the file and the line, for messages
 * @param values by column
 */
record AnswerRow(String where, Map<String, String> values) {
    static final String ITEM = "item";
    static final String SIMULATED = "simulated";

    private static final String ANNOTATOR = "annotator";
    private static final String ANSWER = "answer";
    private static final String CELLS = "cells";
    private static final String INCORRECT = "incorrect";
    private static final String MILLISECONDS = "milliseconds";

    /** The columns that every table has. */
    static final List<String> NEEDED = List.of(ANNOTATOR, ITEM, ANSWER, CELLS, INCORRECT);

    /** The columns that it may have. */
    static final Set<String> OPTIONAL = Set.of(MILLISECONDS, SIMULATED);

    static final String ADVICE = "The first line names the columns: annotator,item,answer,cells,incorrect "
            + "(and perhaps milliseconds,simulated). The answer is yes, no or empty; cells are names with semicolons "
            + "between, such as top left;top; incorrect and simulated are true or false.";

    static AnswerRow of(String where, List<String> columns, String line) {
        List<String> fields = fields(where, line);
        if (fields.size() != columns.size()) {
            throw new SondeException(
                    where + " has " + fields.size() + " fields under " + columns.size() + " columns", ADVICE);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            values.put(columns.get(i), fields.get(i));
        }
        return new AnswerRow(where, values);
    }

    static List<String> fields(String where, String line) {
        return CsvLine.fields(line)
                .orElseThrow(() -> new SondeException(where + " has quotation marks that do not match", ADVICE));
    }

    String annotator() {
        if (!Rater.isName(text(ANNOTATOR))) {
            throw wrong(ANNOTATOR, Rater.NAME_RULE);
        }
        return text(ANNOTATOR);
    }

    ItemAnswer answer() {
        OptionalLong milliseconds = milliseconds();
        try {
            return new ItemAnswer(match(), cells(), flag(INCORRECT), milliseconds);
        } catch (ItemAnswer.RankingException e) {
            throw wrong(CELLS, ItemAnswer.RANKING_RULE);
        }
    }

    /** The text of a column; empty if there is no such column. */
    String text(String column) {
        return values.getOrDefault(column, "");
    }

    /** An empty flag is not set. */
    boolean flag(String column) {
        return switch (text(column)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw wrong(column, "true or false");
        };
    }

    /** The error for a value of the wrong kind. */
    SondeException wrong(String column, String expected) {
        String found = text(column);
        String shown = found.length() <= 60 ? found : found.substring(0, 60) + "…";
        return broken("has a wrong \"" + column + "\": expected " + expected + ", found \"" + shown + "\"");
    }

    /** An error in this line. */
    SondeException broken(String problem) {
        return new SondeException(where + " " + problem, ADVICE);
    }

    private Optional<Boolean> match() {
        return switch (text(ANSWER)) {
            case AnswerFile.YES -> Optional.of(true);
            case AnswerFile.NO -> Optional.of(false);
            case "" -> Optional.empty();
            default -> throw wrong(ANSWER, "yes, no or nothing");
        };
    }

    private List<GridCell> cells() {
        List<GridCell> cells = new ArrayList<>();
        String[] labels = text(CELLS).isEmpty() ? new String[0] : text(CELLS).split(";", -1);
        for (String label : labels) {
            cells.add(CellLabels.cell(label.strip())
                    .orElseThrow(() -> wrong(CELLS, "some of " + CellLabels.ALL + " with semicolons between")));
        }
        return cells;
    }

    private OptionalLong milliseconds() {
        String text = text(MILLISECONDS);
        if (!text.matches("[0-9]{0,15}")) {
            throw wrong(MILLISECONDS, "a whole number from 0 on");
        }
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }
}

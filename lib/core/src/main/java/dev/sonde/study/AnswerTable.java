package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Answers as a table: a CSV file with a line for each answer, of one or more annotators. */
final class AnswerTable {
    private static final String ANNOTATOR = "annotator";
    private static final String ITEM = "item";
    private static final String ANSWER = "answer";
    private static final String CELLS = "cells";
    private static final String INCORRECT = "incorrect";
    private static final String MILLISECONDS = "milliseconds";
    private static final String SIMULATED = "simulated";
    private static final Set<String> NEEDED = new LinkedHashSet<>(List.of(ANNOTATOR, ITEM, ANSWER, CELLS, INCORRECT));
    private static final Set<String> OPTIONAL = Set.of(MILLISECONDS, SIMULATED);
    private static final String ADVICE = "The first line names the columns: annotator,item,answer,cells,incorrect "
            + "(and perhaps milliseconds,simulated). The answer is yes, no or empty; cells are names with semicolons "
            + "between, such as top left;top; incorrect and simulated are true or false.";

    private final StudyKey key;
    private final TextFile file;
    private final List<String> columns;
    private final Map<String, Map<String, ItemAnswer>> answers = new LinkedHashMap<>();
    private final Map<String, Boolean> simulated = new LinkedHashMap<>();

    private AnswerTable(StudyKey key, TextFile file) {
        this.key = key;
        this.file = file;
        if (file.lines().isEmpty()) {
            throw new SondeException(file.place() + " is empty", ADVICE);
        }
        this.columns = columns(file.lines().get(0));
    }

    static List<Rater> read(StudyKey key, Path path) {
        TextFile file = StudyFiles.read(path);
        AnswerTable table = new AnswerTable(key, file);
        file.lines().stream().skip(1).forEach(table::add);
        List<Rater> raters = new ArrayList<>();
        table.answers.forEach((name, answers) -> raters.add(new Rater(name, table.simulated.get(name), answers)));
        return raters;
    }

    private List<String> columns(TextFile.Line line) {
        List<String> names = fields(line);
        Set<String> distinct = new LinkedHashSet<>(names);
        boolean known = names.stream().allMatch(name -> NEEDED.contains(name) || OPTIONAL.contains(name));
        if (!known || distinct.size() < names.size() || !distinct.containsAll(NEEDED)) {
            throw broken(line, "has wrong columns: expected " + NEEDED + ", found " + names);
        }
        return names;
    }

    private void add(TextFile.Line line) {
        Map<String, String> row = row(line);
        String annotator = row.get(ANNOTATOR);
        if (annotator.isEmpty() || annotator.length() > 80) {
            throw wrong(line, row, ANNOTATOR, "a name of 1 to 80 characters");
        }
        String item = row.get(ITEM);
        if (key.item(item).isEmpty()) {
            throw wrong(line, row, ITEM, "an item of the study " + key.study());
        }
        Map<String, ItemAnswer> of = answers.computeIfAbsent(annotator, name -> new LinkedHashMap<>());
        if (of.put(item, answer(line, row)) != null) {
            throw broken(line, "repeats the item " + item + " of the annotator \"" + annotator + "\"");
        }
        of.values().removeIf(answer -> answer.match().isEmpty() && !answer.incorrect());
        boolean program = flag(line, row, SIMULATED);
        if (simulated.merge(annotator, program, (first, next) -> first) != program) {
            throw wrong(line, row, SIMULATED, "the same as in the annotator's other lines");
        }
    }

    private Map<String, String> row(TextFile.Line line) {
        List<String> fields = fields(line);
        if (fields.size() != columns.size()) {
            throw broken(line, "has " + fields.size() + " fields under " + columns.size() + " columns");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            row.put(columns.get(i), fields.get(i));
        }
        return row;
    }

    private ItemAnswer answer(TextFile.Line line, Map<String, String> row) {
        Optional<Boolean> match = match(line, row);
        List<GridCell> cells = cells(line, row);
        boolean incorrect = flag(line, row, INCORRECT);
        try {
            return new ItemAnswer(match, cells, incorrect, milliseconds(line, row));
        } catch (SondeException e) {
            throw wrong(line, row, CELLS, "up to " + ItemAnswer.MAX_CELLS + " cells, each once");
        }
    }

    private Optional<Boolean> match(TextFile.Line line, Map<String, String> row) {
        return switch (row.get(ANSWER)) {
            case AnswerFile.YES -> Optional.of(true);
            case AnswerFile.NO -> Optional.of(false);
            case "" -> Optional.empty();
            default -> throw wrong(line, row, ANSWER, "yes, no or nothing");
        };
    }

    private List<GridCell> cells(TextFile.Line line, Map<String, String> row) {
        List<GridCell> cells = new ArrayList<>();
        if (row.get(CELLS).isEmpty()) {
            return cells;
        }
        for (String label : row.get(CELLS).split(";", -1)) {
            cells.add(CellLabels.cell(label.strip())
                    .orElseThrow(
                            () -> wrong(line, row, CELLS, "some of " + CellLabels.ALL + " with semicolons between")));
        }
        return cells;
    }

    private boolean flag(TextFile.Line line, Map<String, String> row, String column) {
        return switch (row.getOrDefault(column, "")) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw wrong(line, row, column, "true or false");
        };
    }

    private OptionalLong milliseconds(TextFile.Line line, Map<String, String> row) {
        String text = row.getOrDefault(MILLISECONDS, "");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw wrong(line, row, MILLISECONDS, "a whole number from 0 on");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private List<String> fields(TextFile.Line line) {
        return CsvLine.fields(line.text()).orElseThrow(() -> broken(line, "has quotation marks that do not match"));
    }

    private SondeException wrong(TextFile.Line line, Map<String, String> row, String column, String expected) {
        String found = row.getOrDefault(column, "");
        String shown = found.length() <= 60 ? found : found.substring(0, 60) + "…";
        return broken(line, "has a wrong \"" + column + "\": expected " + expected + ", found \"" + shown + "\"");
    }

    private SondeException broken(TextFile.Line line, String problem) {
        return new SondeException(file.where(line) + " " + problem, ADVICE);
    }
}

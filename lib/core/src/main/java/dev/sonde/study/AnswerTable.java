package dev.sonde.study;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers as a table: a CSV file with a line for each answer, of one or more annotators. */
final class AnswerTable {
    private final StudyKey key;
    private final Map<String, Map<String, ItemAnswer>> answers = new LinkedHashMap<>();
    private final Map<String, Boolean> simulated = new LinkedHashMap<>();

    private AnswerTable(StudyKey key) {
        this.key = key;
    }

    static List<Rater> read(StudyKey key, Path path) {
        TextFile file = TextFile.read(path);
        if (file.lines().isEmpty()) {
            throw new SondeException(file.place() + " is empty", AnswerRow.ADVICE);
        }
        List<String> columns = columns(file);
        AnswerTable table = new AnswerTable(key);
        for (TextFile.Line line : file.lines().subList(1, file.lines().size())) {
            table.add(AnswerRow.of(file.where(line), columns, line.text()));
        }
        return table.raters();
    }

    private static List<String> columns(TextFile file) {
        TextFile.Line line = file.lines().get(0);
        List<String> names = AnswerRow.fields(file.where(line), line.text());
        Set<String> distinct = new HashSet<>(names);
        boolean known = AnswerRow.NEEDED.containsAll(names.stream()
                .filter(name -> !AnswerRow.OPTIONAL.contains(name))
                .toList());
        if (!known || distinct.size() < names.size() || !distinct.containsAll(AnswerRow.NEEDED)) {
            throw new SondeException(
                    file.where(line) + " has wrong columns: expected " + AnswerRow.NEEDED + ", found " + names,
                    AnswerRow.ADVICE);
        }
        return names;
    }

    private void add(AnswerRow row) {
        String annotator = row.annotator();
        String item = row.text(AnswerRow.ITEM);
        if (key.item(item).isEmpty()) {
            throw row.wrong(AnswerRow.ITEM, "an item of the study " + key.study());
        }
        Map<String, ItemAnswer> given = answers.computeIfAbsent(annotator, name -> new LinkedHashMap<>());
        if (given.put(item, row.answer()) != null) {
            throw row.broken("repeats the item " + item + " of the annotator \"" + annotator + "\"");
        }
        boolean program = row.flag(AnswerRow.SIMULATED);
        if (simulated.merge(annotator, program, (first, next) -> first) != program) {
            throw row.wrong(AnswerRow.SIMULATED, "the same as in the annotator's other lines");
        }
    }

    private List<Rater> raters() {
        List<Rater> raters = new ArrayList<>();
        answers.forEach((name, given) -> {
            given.values().removeIf(ItemAnswer::isMissing);
            raters.add(new Rater(name, simulated.get(name), given));
        });
        return raters;
    }
}

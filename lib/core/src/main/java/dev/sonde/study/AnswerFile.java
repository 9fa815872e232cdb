package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.format.JsonRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The JSON file of one participant, as the page saves it. */
final class AnswerFile {
    static final String YES = "yes";
    static final String NO = "no";

    private static final String ADVICE = "Ask the participant for the file as the page saved it.";

    private final StudyKey key;
    private final JsonRecord json;

    private AnswerFile(StudyKey key, JsonRecord json) {
        this.key = key;
        this.json = json;
    }

    static Rater read(StudyKey key, Path file) {
        return new AnswerFile(key, JsonRecord.read(file, ADVICE)).rater();
    }

    static void write(StudyKey key, Rater rater, Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", key.study());
        json.put("participant", rater.name());
        json.put("simulated", rater.simulated());
        json.put("order", List.copyOf(key.items().keySet()));
        json.put(
                "answers",
                rater.answers().entrySet().stream().map(AnswerFile::json).toList());
        StudyFiles.writeJson(file, json);
    }

    private Rater rater() {
        if (!json.text("study").equals(key.study())) {
            throw json.withAdvice("Give the answers and the " + StudyKey.FILE_NAME + " of the same study.")
                    .wrong("study", key.study());
        }
        checkOrder();
        Map<String, ItemAnswer> answers = new LinkedHashMap<>();
        for (JsonRecord object : json.objects("answers")) {
            String item = object.text("item");
            if (key.item(item).isEmpty()) {
                throw object.wrong("item", "an item of the study " + key.study());
            }
            if (answers.put(item, answer(object)) != null) {
                throw object.broken("repeats the \"item\" " + item);
            }
        }
        answers.values().removeIf(ItemAnswer::isMissing);
        return new Rater(participant(), json.flag("simulated"), answers);
    }

    private void checkOrder() {
        List<String> order = json.texts("order");
        boolean all = order.size() == key.items().size() && key.items().keySet().containsAll(order);
        if (!all || order.stream().distinct().count() < order.size()) {
            throw json.wrong("order", "each of the " + key.items().size() + " items of the study once");
        }
    }

    private String participant() {
        String name = json.text("participant");
        if (!Rater.isName(name)) {
            throw json.wrong("participant", Rater.NAME_RULE);
        }
        return name;
    }

    private static ItemAnswer answer(JsonRecord object) {
        OptionalLong milliseconds =
                object.has("milliseconds") ? OptionalLong.of(object.count("milliseconds")) : OptionalLong.empty();
        Optional<Boolean> match = object.has("answer") ? Optional.of(yes(object)) : Optional.empty();
        List<GridCell> cells = cells(object);
        boolean incorrect = object.flag("incorrect");
        try {
            return new ItemAnswer(match, cells, incorrect, milliseconds);
        } catch (ItemAnswer.RankingException e) {
            throw object.wrong("cells", ItemAnswer.RANKING_RULE);
        }
    }

    private static boolean yes(JsonRecord object) {
        String answer = object.text("answer");
        if (!answer.equals(YES) && !answer.equals(NO)) {
            throw object.wrong("answer", "\"yes\", \"no\" or null");
        }
        return answer.equals(YES);
    }

    private static List<GridCell> cells(JsonRecord object) {
        List<GridCell> cells = new ArrayList<>();
        for (String label : object.texts("cells")) {
            cells.add(CellLabels.cell(label)
                    .orElseThrow(() -> object.wrong("cells", "a list of some of " + CellLabels.ALL)));
        }
        return cells;
    }

    private static Map<String, Object> json(Map.Entry<String, ItemAnswer> entry) {
        ItemAnswer answer = entry.getValue();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", entry.getKey());
        json.put("answer", answer.match().map(yes -> yes ? YES : NO).orElse(null));
        json.put("cells", answer.cells().stream().map(GridCell::label).toList());
        json.put("incorrect", answer.incorrect());
        if (answer.milliseconds().isPresent()) {
            json.put("milliseconds", answer.milliseconds().getAsLong());
        }
        return json;
    }
}

package dev.sonde.study;

import dev.sonde.data.GridCell;
import dev.sonde.display.SondeException;
import dev.sonde.format.JsonRecord;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The right answers of a study, for the analysis only: the page does not hold them.
 *
 * @param study the name of the study, a hash of the ids of its items
 * @param items the items by their ids, in the order of the study
 */
public record StudyKey(String study, Map<String, StudyItem> items) {
    /** The name of the file beside the page. */
    public static final String FILE_NAME = "study-key.json";

    private static final String ADVICE =
            "Give the " + FILE_NAME + " that was written beside the page of the study, unchanged.";

    /** Checks that the name is that of the items. */
    public StudyKey {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        String expected = name(items);
        if (!expected.equals(study)) {
            throw new SondeException(
                    "The key of the study " + study + " holds the items of the study " + expected, ADVICE);
        }
    }

    /** The key of some items. */
    static StudyKey of(List<StudyItem> items) {
        Map<String, StudyItem> byId = new LinkedHashMap<>();
        for (StudyItem item : items) {
            if (byId.put(item.id(), item) != null) {
                throw new SondeException(
                        "The item " + item.id() + " (\"" + item.phrase() + "\") is in the study twice",
                        "Ask about a phrase and a location once.");
            }
        }
        return new StudyKey(name(byId), byId);
    }

    /**
     * Reads the file of a key.
     *
     * @throws SondeException if the file is broken, or was changed after it was written
     */
    public static StudyKey read(Path file) {
        JsonRecord json = JsonRecord.read(file, ADVICE);
        Map<String, StudyItem> items = new LinkedHashMap<>();
        for (JsonRecord object : json.objects("items")) {
            StudyItem item = item(object);
            if (items.put(item.id(), item) != null) {
                throw object.broken("repeats the item " + item.id());
            }
        }
        String study = json.text("study");
        if (!study.equals(name(items))) {
            throw json.wrong("study", "the hash of its items, " + name(items));
        }
        return new StudyKey(study, items);
    }

    /** Writes the key as JSON. */
    public void write(Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", study);
        json.put("items", items.values().stream().map(StudyKey::json).toList());
        StudyFiles.writeJson(file, json);
    }

    /** The item of an id, if it is in the study. */
    public Optional<StudyItem> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    private static String name(Map<String, StudyItem> items) {
        return StudyItem.hash(items.keySet().stream().collect(Collectors.joining("\n")));
    }

    private static StudyItem item(JsonRecord object) {
        StudyItem item = new StudyItem(
                object.text("image"),
                object.text("phrase"),
                cell(object, "cell"),
                cell(object, "trueCell"),
                object.text("example"));
        if (!item.id().equals(object.text("item"))) {
            throw object.wrong("item", "the hash of its image, phrase and cell, " + item.id());
        }
        if (item.match() != object.flag("match")) {
            throw object.wrong("match", "whether cell and trueCell are the same");
        }
        return item;
    }

    private static GridCell cell(JsonRecord object, String key) {
        return CellLabels.cell(object.text(key)).orElseThrow(() -> object.wrong(key, "one of " + CellLabels.ALL));
    }

    private static Map<String, Object> json(StudyItem item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", item.id());
        json.put("match", item.match());
        json.put("cell", item.cell().label());
        json.put("trueCell", item.trueCell().label());
        json.put("image", item.image());
        json.put("phrase", item.phrase());
        json.put("example", item.example());
        return json;
    }
}

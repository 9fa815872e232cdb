package dev.sonde.study;

import dev.sonde.data.GridCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the script of a page reads. Of an item it holds what the participant may see, and no right answer. */
final class StudyPageData {
    private final StudyPage page;
    private final List<String> images;

    StudyPageData(StudyPage page) {
        this.page = page;
        List<StudyItem> all = new ArrayList<>(page.study().items());
        all.addAll(page.study().practice());
        this.images = all.stream().map(StudyItem::image).distinct().toList();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", page.study().id());
        json.put("introduction", page.texts().introduction());
        json.put("consent", page.texts().consent());
        json.put("question", page.texts().question());
        json.put("shuffled", page.order() == ItemOrder.SHUFFLED);
        json.put("cells", Arrays.stream(GridCell.values()).map(GridCell::label).toList());
        json.put("items", page.study().items().stream().map(this::item).toList());
        json.put(
                "practice", page.study().practice().stream().map(this::practice).toList());
        json.put("photographs", images.stream().map(this::photograph).toList());
        return json;
    }

    private Map<String, Object> item(StudyItem item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        json.put("photograph", images.indexOf(item.image()));
        json.put("phrase", item.phrase());
        json.put("cell", item.cell().label());
        return json;
    }

    private Map<String, Object> practice(StudyItem item) {
        Map<String, Object> json = item(item);
        json.put("match", item.match());
        json.put("trueCell", item.trueCell().label());
        return json;
    }

    private Map<String, Object> photograph(String image) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attribution", page.attributions().getOrDefault(image, ""));
        json.put("source", PhotographData.uri(page.photographs().path(image)));
        return json;
    }
}

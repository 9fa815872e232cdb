package dev.sonde.data;

import dev.sonde.image.ImageSize;
import java.io.IOException;

/** One element of a list in a COCO file while it is read: an image, an object, a caption or a category. */
final class CocoEntry {
    private final JsonStream json;
    private Long id;
    private Long imageId;
    private Long categoryId;
    private Long width;
    private Long height;
    private Long crowd;
    private Double area;
    private Box box;
    private String fileName;
    private String caption;
    private String name;

    private CocoEntry(JsonStream json) {
        this.json = json;
    }

    /** Reads the keys that any list uses, and passes over the others, such as segmentation. */
    static CocoEntry read(JsonStream json) throws IOException {
        CocoEntry entry = new CocoEntry(json);
        json.object((key, value) -> entry.take(key));
        return entry;
    }

    CocoImage image() {
        return new CocoImage(id(), fileName(), size());
    }

    CocoAnnotation annotation() {
        return new CocoAnnotation(
                id(),
                json.present(imageId, "image_id"),
                category(),
                json.present(box, "bbox"),
                json.present(area, "area"),
                crowd());
    }

    /** The caption of an image; the name of the image's file is not in this entry. */
    CocoCaption caption(String image) {
        return new CocoCaption(json.present(imageId, "image_id"), image, json.present(caption, "caption"));
    }

    /** Checks that a category means what COCO means by its number; numbers that COCO lacks are harmless unless used. */
    void checkCategory() {
        String here = json.present(name, "name");
        CocoCategories.things()
                .byId(id())
                .filter(coco -> !coco.name().equals(here))
                .ifPresent(coco -> {
                    throw json.broken("calls category " + coco.id() + " \"" + here + "\", which is \"" + coco.name()
                            + "\" in COCO");
                });
    }

    long id() {
        return json.present(id, "id");
    }

    String fileName() {
        return json.present(fileName, "file_name");
    }

    private void take(String key) throws IOException {
        switch (key) {
            case "id" -> id = json.id();
            case "image_id" -> imageId = json.integer();
            case "category_id" -> categoryId = json.integer();
            case "width" -> width = json.integer();
            case "height" -> height = json.integer();
            case "iscrowd" -> crowd = json.integer();
            case "area" -> area = json.number();
            case "bbox" -> box = json.box();
            case "file_name" -> fileName = json.text();
            case "caption" -> caption = json.text();
            case "name" -> name = json.text();
            default -> json.skip();
        }
    }

    private ImageSize size() {
        long columns = json.present(width, "width");
        long rows = json.present(height, "height");
        if (columns < 1 || rows < 1 || columns > Integer.MAX_VALUE || rows > Integer.MAX_VALUE) {
            throw json.broken("has the size " + columns + " x " + rows + ", which no image has");
        }
        return new ImageSize((int) columns, (int) rows);
    }

    private CocoCategory category() {
        long number = json.present(categoryId, "category_id");
        return CocoCategories.things()
                .byId(number)
                .orElseThrow(() -> json.broken("has the category " + number + ", which is none of COCO's 80"));
    }

    private boolean crowd() {
        long value = json.present(crowd, "iscrowd");
        if (value != 0 && value != 1) {
            throw json.broken("has a wrong \"iscrowd\": expected 0 or 1, found " + value);
        }
        return value == 1;
    }
}

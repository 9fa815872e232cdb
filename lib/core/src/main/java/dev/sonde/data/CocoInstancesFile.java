package dev.sonde.data;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of COCO instances while it is read; the lists may come in any order. */
final class CocoInstancesFile implements JsonStream.Keys {
    private final Map<Long, CocoImage> images = new LinkedHashMap<>();
    private final Map<Long, CocoAnnotation> annotations = new LinkedHashMap<>();
    private boolean imagesListed;
    private boolean annotationsListed;

    @Override
    public void value(String key, JsonStream json) throws IOException {
        switch (key) {
            case "images" -> {
                imagesListed = true;
                json.list(element -> addImage(CocoEntry.read(element), element));
            }
            case "annotations" -> {
                annotationsListed = true;
                json.list(element -> addAnnotation(CocoEntry.read(element), element));
            }
            case "categories" -> json.list(element -> CocoEntry.read(element).checkCategory());
            default -> json.skip();
        }
    }

    Map<Long, CocoImage> images() {
        return images;
    }

    Map<Long, CocoAnnotation> annotations() {
        return annotations;
    }

    void checkComplete(String place) {
        if (!imagesListed || !annotationsListed) {
            throw new SondeException(
                    place + " has no list \"" + (imagesListed ? "annotations" : "images") + "\"",
                    "Give a file of COCO instances, such as instances_val2017.json.");
        }
        for (CocoAnnotation annotation : annotations.values()) {
            if (!images.containsKey(annotation.imageId())) {
                throw new SondeException(
                        place + ", annotation " + annotation.id() + " lies in image " + annotation.imageId()
                                + ", which is not in the list of images",
                        "Add the image with its size, or remove the annotation.");
            }
        }
    }

    private void addImage(CocoEntry entry, JsonStream json) {
        if (images.put(entry.id(), entry.image()) != null) {
            throw json.broken("repeats the number of an earlier image");
        }
    }

    private void addAnnotation(CocoEntry entry, JsonStream json) {
        if (annotations.put(entry.id(), entry.annotation()) != null) {
            throw json.broken("repeats the number of an earlier annotation");
        }
    }
}

package dev.sonde.data;

import dev.sonde.display.SondeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One entry of a {@code refs(…).p}: an object, and the sentences that refer to it. */
final class RefCocoReference {
    private static final String ADVICE =
            "Fetch the file again, or mend it: each reference is a dictionary with ref_id, "
                    + "ann_id, category_id, image_id, file_name, split, sent_ids and sentences; each sentence one with sent_id, "
                    + "raw, sent and tokens.";

    private final String place;
    private final Map<?, ?> reference;

    RefCocoReference(Path file, int index, Object reference) {
        String number = file + ", reference " + index;
        if (!(reference instanceof Map<?, ?> map)) {
            throw new SondeException(number + " is not a dictionary", ADVICE);
        }
        this.place = number + labelled(map, "ref_id") + labelled(map, "ann_id");
        this.reference = map;
    }

    /** The name of the split that it belongs to, one of those known. */
    String split(List<String> known) {
        String split = text(reference, "split");
        if (!known.contains(split)) {
            throw wrong("split", "one of " + String.join(", ", known), split);
        }
        return split;
    }

    /** An expression for each sentence, with ids that begin with the name of the split and end in the sentence's number. */
    List<ReferringExpression> expressions(String split, CocoInstances instances, SentenceForm form) {
        CocoAnnotation object = object(instances);
        CocoImage image = image(object, instances);
        List<ReferringExpression> expressions = new ArrayList<>();
        for (Object each : list("sentences")) {
            if (!(each instanceof Map<?, ?> sentence)) {
                throw wrong("sentences", "a list of dictionaries", each);
            }
            expressions.add(new ReferringExpression(
                    split + ":" + integer(sentence, "sent_id"),
                    image.id(),
                    image.fileName(),
                    Optional.of(image.size()),
                    object.id(),
                    object.box(),
                    text(sentence, form.key()),
                    Optional.of(object.category())));
        }
        return expressions;
    }

    SondeException broken(String problem) {
        return new SondeException(place + " " + problem, ADVICE);
    }

    private CocoAnnotation object(CocoInstances instances) {
        long id = integer(reference, "ann_id");
        CocoAnnotation object = instances
                .annotation(id)
                .orElseThrow(() -> broken("refers to annotation " + id + ", which " + instances.source() + " lacks"));
        checkSame("category_id", object.category().id());
        checkSame("image_id", object.imageId());
        return object;
    }

    /** The image; its name must be that of the reference, which ends in the number of an object. */
    private CocoImage image(CocoAnnotation object, CocoInstances instances) {
        CocoImage image = instances.image(object.imageId()).orElseThrow();
        String name = text(reference, "file_name");
        String stripped = name.replaceFirst("^(COCO_[a-z]+2014_[0-9]{12})_[0-9]+(\\.jpg)$", "$1$2");
        if (!stripped.equals(image.fileName())) {
            throw broken("names the file " + name + ", but image " + image.id() + " is " + image.fileName() + " in "
                    + instances.source());
        }
        return image;
    }

    private void checkSame(String key, long inInstances) {
        long here = integer(reference, key);
        if (here != inInstances) {
            throw broken("has the " + key + " " + here + ", but its annotation has " + inInstances);
        }
    }

    private List<?> list(String key) {
        Object value = value(reference, key);
        if (!(value instanceof List<?> list)) {
            throw wrong(key, "a list", value);
        }
        return list;
    }

    private String text(Map<?, ?> in, String key) {
        Object value = value(in, key);
        if (!(value instanceof String text)) {
            throw wrong(key, "a text", value);
        }
        return text;
    }

    private long integer(Map<?, ?> in, String key) {
        Object value = value(in, key);
        if (!(value instanceof Long number)) {
            throw wrong(key, "a whole number", value);
        }
        return number;
    }

    private Object value(Map<?, ?> in, String key) {
        Object value = in.get(key);
        if (value == null) {
            throw broken("lacks the key \"" + key + "\"");
        }
        return value;
    }

    private SondeException wrong(String key, String expected, Object found) {
        // A container is not shown: it may be long.
        boolean container = found instanceof Map || found instanceof Collection;
        String shown = container ? "a list or a dictionary" : found.toString();
        String cut = shown.length() <= 60 ? shown : shown.substring(0, 60) + "…";
        return broken("has a wrong \"" + key + "\": expected " + expected + ", found " + cut);
    }

    private static String labelled(Map<?, ?> map, String key) {
        return map.get(key) instanceof Long number ? ", " + key + " " + number : "";
    }
}

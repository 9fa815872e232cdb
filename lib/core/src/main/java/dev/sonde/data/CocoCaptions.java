package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The captions of COCO's images, about five for each.
 *
 * @param source the file
 * @param captions in the order of the file
 */
public record CocoCaptions(String source, List<CocoCaption> captions) {
    private static final String ADVICE =
            "Mend or remove the line: each is a JSON object with the keys image_id, " + "file_name and caption.";

    public CocoCaptions {
        Objects.requireNonNull(source, "source");
        captions = List.copyOf(captions);
    }

    /**
     * Reads {@code captions_train2017.json} or another file in COCO's format; or, if its name ends in {@code .jsonl} (or
     * {@code .jsonl.gz}), a file with one JSON object on each line: image_id, file_name, caption.
     *
     * @throws SondeException if the file is missing, cut off or in another format, or if a caption is of an image that is
     *     not listed; with the file, the place and what was expected
     */
    public static CocoCaptions read(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz") ? readLines(file) : readCoco(file);
    }

    /** The captions of each image, by the name of its file, in the order of the file. */
    public Map<String, List<String>> byImage() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        captions.forEach(caption -> texts.computeIfAbsent(caption.image(), image -> new ArrayList<>())
                .add(caption.text()));
        texts.replaceAll((image, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(texts);
    }

    @Override
    public String toString() {
        return captions.size() + " captions of " + byImage().size() + " images, " + source;
    }

    private static CocoCaptions readLines(Path file) {
        TextFile text = DataFile.lines(file);
        List<CocoCaption> captions = new ArrayList<>();
        for (TextFile.Line line : text.lines()) {
            JsonLine json = new JsonLine(text, line, ADVICE);
            captions.add(new CocoCaption(json.integer("image_id"), json.text("file_name"), json.text("caption")));
        }
        return new CocoCaptions(file.toString(), captions);
    }

    private static CocoCaptions readCoco(Path file) {
        CaptionsFile read = new CaptionsFile();
        JsonStream.read(file, read);
        return new CocoCaptions(file.toString(), read.captions(file.toString()));
    }

    /** A file of COCO captions while it is read; the lists may come in any order, so the names are filled in last. */
    private static final class CaptionsFile implements JsonStream.Keys {
        private final Map<Long, String> fileNames = new HashMap<>();
        private final List<CocoCaption> nameless = new ArrayList<>();

        @Override
        public void value(String key, JsonStream json) throws IOException {
            switch (key) {
                case "images" ->
                    json.list(element -> {
                        CocoEntry image = CocoEntry.read(element);
                        fileNames.put(image.id(), image.fileName());
                    });
                case "annotations" ->
                    json.list(element -> nameless.add(CocoEntry.read(element).caption("")));
                default -> json.skip();
            }
        }

        List<CocoCaption> captions(String place) {
            if (nameless.isEmpty()) {
                throw new SondeException(
                        place + " has no captions in a list \"annotations\"",
                        "Give a file of COCO captions, such as captions_val2017.json.");
            }
            return nameless.stream().map(caption -> named(place, caption)).toList();
        }

        private CocoCaption named(String place, CocoCaption caption) {
            String image = fileNames.get(caption.imageId());
            if (image == null) {
                throw new SondeException(
                        place + " has a caption of image " + caption.imageId() + ", which is not in the list of images",
                        "Add the image, or remove the caption.");
            }
            return new CocoCaption(caption.imageId(), image, caption.text());
        }
    }
}

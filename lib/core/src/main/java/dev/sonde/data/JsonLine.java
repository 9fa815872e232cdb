package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.JsonRecord;
import dev.sonde.format.TextFile;

/** A line that is a JSON object about something in an image; an error also names the annotation, where it is legible. */
final class JsonLine {
    private final JsonRecord json;

    /** @param advice what a line should look like */
    JsonLine(TextFile file, TextFile.Line line, String advice) {
        JsonRecord read = JsonRecord.parse(file.where(line), line.text(), advice);
        // The object's number finds the place in the data set, beside the line's in the file.
        boolean numbered = read.node().path("ann_id").isNumber();
        String annotation = numbered ? " (ann_id " + read.node().get("ann_id") + ")" : "";
        this.json = new JsonRecord(read.where() + annotation, read.node(), advice);
    }

    boolean has(String key) {
        return json.has(key);
    }

    String text(String key) {
        return json.text(key);
    }

    long integer(String key) {
        return json.integer(key);
    }

    /** A number of pixels of an image's side. */
    int side(String key) {
        long pixels = json.integer(key);
        if (pixels < 1 || pixels > Integer.MAX_VALUE) {
            throw json.wrong(key, "a number of pixels from 1 on");
        }
        return (int) pixels;
    }

    /** A box as COCO writes it, {@code [left, top, width, height]} in pixels. */
    Box box(String key) {
        double[] box = json.numbers(key, 4);
        if (box[2] < 0 || box[3] < 0) {
            throw json.wrong(key, "a width and a height that are not negative");
        }
        return Box.pixels(box[0], box[1], box[2], box[3]);
    }

    SondeException wrong(String key, String expected) {
        return json.wrong(key, expected);
    }
}

package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * RefCOCO, RefCOCO+ and RefCOCOg: phrases that each tell one object in a COCO image from the others.
 *
 * <p>{@link #read(Path, String)} takes the files as they are published; {@link #readJsonl} takes JSON lines; and
 * {@link #bundledVal()} is RefCOCOg's validation split, to try things on.
 *
 * <pre>{@code
 * jshell> RefCoco.bundledVal().val()
 * $1 ==> val: 4896 expressions of 2573 objects in 1300 images
 * }</pre>
 *
 * <p>Sources: Mao et al., CVPR 2016 (RefCOCOg; its UMD partition: Nagaraja et al., ECCV 2016); Yu et al., ECCV 2016
 * (RefCOCO, RefCOCO+); the files of https://github.com/lichengunc/refer.
 */
public final class RefCoco {
    private static final String BUNDLED = "refcocog/umd-val.jsonl.gz";

    private final String source;
    private final String licence;
    private final String sha256;
    private final Map<String, ReferringSplit> splits;

    RefCoco(String source, String licence, String sha256, Map<String, ReferringSplit> splits) {
        this.source = Objects.requireNonNull(source, "source");
        this.licence = Objects.requireNonNull(licence, "licence");
        this.sha256 = Objects.requireNonNull(sha256, "sha256");
        this.splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    }

    /**
     * The validation split of RefCOCOg's UMD partition, from the class path; read once.
     *
     * <p>It has no sizes of images, and categories for a tenth of its phrases.
     */
    public static RefCoco bundledVal() {
        return BundledOnce.VAL;
    }

    /** As {@link #read(Path, String, SentenceForm)} with {@link SentenceForm#RAW}, as the paper's author did. */
    public static RefCoco read(Path folder, String splitBy) {
        return read(folder, splitBy, SentenceForm.RAW);
    }

    /**
     * Reads the files of one data set: {@code refs(<splitBy>).p} and {@code instances.json}.
     *
     * @param folder the folder of both files, e.g. {@code data/refcocog}
     * @param splitBy who made the partition: {@code umd} or {@code google} for RefCOCOg, {@code unc} or {@code google} for
     *     RefCOCO, {@code unc} for RefCOCO+
     * @param form which text of a sentence to take
     * @throws SondeException if a file is missing, cut off or broken, or if a reference names an object or an image that
     *     instances.json lacks; with the file, the reference, the object and what was expected
     */
    public static RefCoco read(Path folder, String splitBy, SentenceForm form) {
        return new RefCocoFolder(folder, splitBy).read(form);
    }

    /**
     * Reads files with one JSON object on each line: image_id, file_name, ann_id, bbox (left, top, width, height in pixels)
     * and sent; if they are there, also width and height of the image, category and supercategory. Other keys are passed
     * over. A name that ends in {@code .gz} is unpacked.
     *
     * <p>Each file is a split, with the name of the file without its ending, e.g. {@code val} for {@code val.jsonl}.
     *
     * @throws SondeException if a file is missing or empty, or a line is broken; with the file, the line, the object and
     *     what was expected
     */
    public static RefCoco readJsonl(Path... files) {
        List<TextFile> texts = Arrays.stream(files).map(DataFile::lines).toList();
        Map<String, ReferringSplit> splits = new LinkedHashMap<>();
        SortedMap<String, String> sums = new TreeMap<>();
        for (TextFile text : texts) {
            ReferringSplit split = ReferringLine.split(text, "");
            if (splits.put(split.name(), split) != null) {
                throw new SondeException(
                        "Two files hold the split " + split.name() + ", the second is " + text.place(),
                        "Give the files of one data set; each split has a file with its name.");
            }
            sums.put(text.name(), text.sha256());
        }
        String source = String.join(", ", texts.stream().map(TextFile::place).toList());
        return new RefCoco(source, RefCocoFolder.LICENCE_UNSTATED, DataFile.sha256(sums), splits);
    }

    /** The splits by their names, in the order train, val, test, testA, testB as far as they are there. */
    public Map<String, ReferringSplit> splits() {
        return splits;
    }

    /**
     * The split of a name.
     *
     * @throws SondeException if there is none
     */
    public ReferringSplit split(String name) {
        ReferringSplit split = splits.get(name);
        if (split == null) {
            throw new SondeException(
                    source + " has no split " + name, "It has " + String.join(", ", splits.keySet()) + ".");
        }
        return split;
    }

    /** The training split. */
    public ReferringSplit train() {
        return split("train");
    }

    /** The validation split. */
    public ReferringSplit val() {
        return split("val");
    }

    /** The test split of RefCOCOg; RefCOCO and RefCOCO+ have {@code testA} (people) and {@code testB} (other things). */
    public ReferringSplit test() {
        return split("test");
    }

    /**
     * The user's RefCOCOg: {@code refs(umd).p} and {@code instances.json} in the folder {@code refcocog} of the folder that
     * the environment variable {@code SONDE_DATA} names; empty where that folder does not exist.
     *
     * @throws SondeException if the folder is there, but a file in it is missing or broken
     */
    public static Optional<RefCoco> open() {
        return DataFolder.of("refcocog").map(folder -> read(folder, "umd"));
    }

    /** RefCOCOg as a task: predict the box of the phrase. All three splits must be there, with the sizes of images. */
    public Task task() {
        return new Task(
                "RefCOCOg",
                train().examples("RefCOCOg train"),
                val().examples("RefCOCOg validation"),
                test().examples("RefCOCOg test"));
    }

    /** Region Cell Matching made of its three splits, each on its own: by {@code train}, {@code validation}, {@code test}. */
    public Map<String, RegionCells> regionCells(RegionCellOptions options) {
        Map<String, RegionCells> built = new LinkedHashMap<>();
        built.put("train", RegionCells.build("RCM train", train().expressions(), options));
        built.put("validation", RegionCells.build("RCM validation", val().expressions(), options));
        built.put("test", RegionCells.build("RCM test", test().expressions(), options));
        return Collections.unmodifiableMap(built);
    }

    /** Where the files came from: {@code bundled: …}, or the folder and its files. */
    public String source() {
        return source;
    }

    /** The licence of the data, as far as the files state it. */
    public String licence() {
        return licence;
    }

    /**
     * The SHA-256 of all files that were read, in hexadecimal; the same for the same files in another place.
     *
     * <p>It is what {@code sha256sum instances.json 'refs(umd).p' | sha256sum} prints in the folder of the files, with the
     * names in the order of their bytes; compressed files count as their contents.
     */
    public String sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Referring expressions, " + source);
        splits.values().forEach(split -> text.append(System.lineSeparator()).append(split));
        return text.toString();
    }

    private static RefCoco readBundled() {
        TextFile text = DataFile.bundled(BUNDLED);
        ReferringSplit split =
                new ReferringSplit("val", ReferringLine.split(text, "umd/val").expressions());
        SortedMap<String, String> sums = new TreeMap<>(Map.of("val.jsonl", text.sha256()));
        return new RefCoco(
                "bundled: RefCOCOg, UMD partition, validation split",
                "CC-BY-4.0 (phrases: Mao et al., CVPR 2016; boxes: COCO Consortium)",
                DataFile.sha256(sums),
                Map.of("val", split));
    }

    /** Holds the bundled data; the class is loaded when it is first asked for. */
    private static final class BundledOnce {
        static final RefCoco VAL = readBundled();
    }
}

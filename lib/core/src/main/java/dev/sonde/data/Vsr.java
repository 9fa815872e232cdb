package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Visual Spatial Reasoning: sentences about COCO images, each true or false of its image.
 *
 * <p>{@link #bundled()} is the data that the paper used; {@link #read(Path)} takes files of your own in the same form.
 * Then {@link #random()} and {@link #zeroshot()} give the splits, and {@link #categories()} the kinds of relation.
 *
 * <pre>{@code
 * jshell> Vsr.bundled().random().test().counts()
 * $1 ==> LabelCounts[count=2195, trueCount=1181]
 * }</pre>
 *
 * <p>Source: Liu, Emerson and Collier, Visual Spatial Reasoning, TACL 2023.
 */
public final class Vsr {
    private static final String RANDOM = "random";
    private static final String ZEROSHOT = "zeroshot";

    private final VsrFiles files;
    private final RelationCategories categories;
    private final List<VsrSplits> variants;
    private final String sha256;
    private final String source;

    private Vsr(VsrFiles files) {
        VsrFiles categoryFiles = files.has(VsrFiles.CATEGORIES) ? files : new VsrFiles.Bundled();
        TextFile categoryFile = categoryFiles.read(VsrFiles.CATEGORIES);
        List<TextFile> read = new ArrayList<>(List.of(categoryFile));
        this.files = files;
        this.source = files.source() + (categoryFiles == files ? "" : " (with the bundled categories)");
        this.categories = RelationCategories.parse(categoryFile);
        this.variants = variants(files, categories, read);
        this.sha256 = sha256(read);
    }

    /** The published data, from the class path; read once. */
    public static Vsr bundled() {
        return BundledOnce.VSR;
    }

    /**
     * Reads a folder: {@code random/} or {@code zeroshot/} or both, each with {@code train.jsonl}, {@code dev.jsonl} and
     * {@code test.jsonl}; and {@code rel_meta_category_dict.txt}, else the published categories hold. A clone of VSR's
     * repository, with {@code data/splits/} and {@code analysis_scripts/}, is read too.
     *
     * @throws SondeException if a file is missing or broken, with the file, the line and what was expected
     */
    public static Vsr read(Path folder) {
        return new Vsr(new VsrFiles.Folder(folder));
    }

    /** The folder {@code vsr} in the folder that the environment variable {@code SONDE_DATA} names, else the bundled. */
    public static Vsr open() {
        return open(DataFolder.of("vsr"));
    }

    static Vsr open(Optional<Path> folder) {
        return folder.map(Vsr::read).orElseGet(Vsr::bundled);
    }

    /** The splits drawn at random, which the paper uses; images recur across them. */
    public VsrSplits random() {
        return variant(RANDOM);
    }

    /** The splits in which no concept of the test split occurs in training. */
    public VsrSplits zeroshot() {
        return variant(ZEROSHOT);
    }

    /** The variants that are there: random, zeroshot. */
    public List<VsrSplits> variants() {
        return variants;
    }

    /** Which category each relation belongs to. */
    public RelationCategories categories() {
        return categories;
    }

    /** Where the files came from: {@code bundled: …} or the folder. */
    public String source() {
        return source;
    }

    /** The licence of the data, as far as the files state it. */
    public String licence() {
        return files.licence();
    }

    /**
     * The SHA-256 of all files that were read, in hexadecimal; the same for the same files in another place.
     *
     * <p>It is what {@code sha256sum rel_meta_category_dict.txt *&#47;*.jsonl | sha256sum} prints in a folder laid out as
     * published, with the names in the order of their bytes.
     */
    public String sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("VSR, " + source());
        variants.forEach(variant -> text.append(System.lineSeparator()).append(variant));
        return text.toString();
    }

    private VsrSplits variant(String name) {
        return variants.stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> files.missing(name + "/test.jsonl"));
    }

    /** Reads the variants of which any file is there, and adds their files to those read. */
    private static List<VsrSplits> variants(VsrFiles files, RelationCategories categories, List<TextFile> read) {
        List<VsrSplits> variants = new ArrayList<>();
        for (String name : List.of(RANDOM, ZEROSHOT)) {
            List<String> names =
                    VsrSplits.FILES.stream().map(file -> name + "/" + file).toList();
            if (names.stream().anyMatch(files::has)) {
                List<TextFile> texts = names.stream().map(files::read).toList();
                variants.add(VsrSplits.parse(name, texts, categories));
                read.addAll(texts);
            }
        }
        if (variants.isEmpty()) {
            throw files.missing(RANDOM + "/train.jsonl");
        }
        return List.copyOf(variants);
    }

    private static String sha256(List<TextFile> files) {
        MessageDigest digest = TextFile.sha256Digest();
        files.stream().sorted(Comparator.comparing(TextFile::name)).forEach(file -> {
            String line = file.sha256() + "  " + file.name() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Holds the bundled data; the class is loaded when it is first asked for. */
    private static final class BundledOnce {
        static final Vsr VSR = new Vsr(new VsrFiles.Bundled());
    }
}

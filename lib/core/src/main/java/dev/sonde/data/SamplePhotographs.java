package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.SondeHome;
import dev.sonde.format.TextFile;
import dev.sonde.format.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Twelve photographs of COCO that come with Sonde, with phrases and boxes, so that figures and trials need no download.
 *
 * <p>All of them may be shown by anyone who names their source ({@link #attribution}); none shows a person who can be
 * recognised. They are too few to measure anything.
 */
public final class SamplePhotographs {
    private static final String FOLDER = "/dev/sonde/data/photographs/";

    private SamplePhotographs() {}

    /** Whom each photograph belongs to, in the order of COCO's numbers. */
    public static List<Attribution> attributions() {
        return TextFile.read("ATTRIBUTION.csv", FOLDER + "ATTRIBUTION.csv", resource("ATTRIBUTION.csv"))
                .lines()
                .stream()
                .skip(1)
                .map(line -> line.text().split(","))
                .map(cells -> new Attribution(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList();
    }

    /**
     * Whom a photograph belongs to.
     *
     * @throws SondeException if it is not one of the samples
     */
    public static Attribution attribution(String image) {
        return attributions().stream()
                .filter(attribution -> attribution.image().equals(image))
                .findFirst()
                .orElseThrow(() -> new SondeException(
                        image + " is not one of the sample photographs",
                        "Take one of "
                                + attributions().stream()
                                        .map(Attribution::image)
                                        .toList() + "."));
    }

    /** The SHA-256 over the references and the checksums of the photographs, in hexadecimal: what names the samples. */
    public static String sha256() {
        MessageDigest digest = TextFile.sha256Digest();
        for (String file : List.of("ATTRIBUTION.csv", "category-references.jsonl", "phrases.jsonl")) {
            digest.update(
                    TextFile.read(file, FOLDER + file, resource(file)).sha256().getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The photographs, unpacked into {@code samples} in Sonde's home when they are first asked for. */
    public static Photographs photographs() {
        List<Attribution> attributions = attributions();
        // Another version of Sonde may bring other photographs: each has a folder of its own.
        String version = sha256().substring(0, 16);
        Path folder = SondeHome.folder().resolve("samples").resolve(version);
        attributions.forEach(attribution -> unpack(folder, attribution));
        return Photographs.in(folder);
    }

    /** Seven phrases that people wrote about three of the photographs (RefCOCOg and Google Refexp). */
    public static ReferringSplit phrases() {
        return referring("phrases.jsonl");
    }

    /**
     * 212 references made by a rule from COCO's boxes, such as "the dog" where an image has exactly one dog of at least 1 %
     * of its area. They are about 160 photographs, of which Sonde has twelve; no person wrote them.
     */
    public static ReferringSplit references() {
        return referring("category-references.jsonl");
    }

    private static ReferringSplit referring(String file) {
        return ReferringLine.split(TextFile.read(file, FOLDER + file, resource(file)), "");
    }

    private static void unpack(Path folder, Attribution attribution) {
        Path file = folder.resolve(attribution.image());
        if (Files.isRegularFile(file)) {
            return;
        }
        try (InputStream content = resource(attribution.image())) {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = SamplePhotographs.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw new IllegalStateException("the jar lacks " + FOLDER + name);
        }
        return stream;
    }
}

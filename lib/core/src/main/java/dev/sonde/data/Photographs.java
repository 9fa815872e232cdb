package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.FileHashes;
import dev.sonde.image.ImageSource;
import dev.sonde.image.Images;
import dev.sonde.image.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders in which the photographs of a data set lie.
 *
 * <p>COCO has one photograph under several names: {@code COCO_train2014_000000000309.jpg} (2014, which RefCOCOg uses) is
 * {@code 000000000309.jpg} (2017, which VSR uses), in {@code train2014/} or {@code train2017/} and so on. All of them are
 * looked for.
 *
 * @param folders where to look, in this order; each also in its COCO folders
 */
public record Photographs(List<Path> folders) implements ImageSource {
    private static final Pattern COCO_2014 = Pattern.compile("COCO_(?:train|val|test)2014_(\\d{12}\\.jpg)");
    private static final Pattern COCO_2017 = Pattern.compile("\\d{12}\\.jpg");
    private static final List<String> COCO_FOLDERS =
            List.of("train2017", "val2017", "train2014", "val2014", "images", "");

    /** @throws SondeException if a folder does not exist */
    public Photographs {
        folders = List.copyOf(folders);
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new SondeException(
                        "There is no folder of photographs " + folder.toAbsolutePath(),
                        "Give the folder that holds COCO's images, or the folder above train2017 and val2017.");
            }
        }
    }

    /** The photographs in some folders. */
    public static Photographs in(Path... folders) {
        return new Photographs(List.of(folders));
    }

    /**
     * COCO's photographs, in the folder {@code coco} of the folder that the environment variable {@code SONDE_DATA} names;
     * else the samples that come with Sonde.
     */
    public static Photographs open() {
        return DataFolder.of("coco").map(Photographs::in).orElseGet(SamplePhotographs::photographs);
    }

    /** The file of an image, if it is there. */
    public Optional<Path> find(String image) {
        return folders.stream()
                .flatMap(folder -> COCO_FOLDERS.stream().map(folder::resolve))
                .flatMap(folder -> names(image).stream().map(folder::resolve))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * The file of an image.
     *
     * @throws SondeException if it is in none of the folders
     */
    public Path path(String image) {
        return find(image)
                .orElseThrow(
                        () -> new SondeException(
                                "No file of the image " + image + " in " + folders + "; looked for " + names(image),
                                "Fetch COCO's images (https://cocodataset.org/#download), or leave the image out with missing()."));
    }

    /**
     * The picture of an image, decoded as Pillow does.
     *
     * @throws SondeException if it is in none of the folders, or broken
     */
    @Override
    public RgbImage image(String name) {
        return Images.read(path(name));
    }

    /** The SHA-256 of the files, remembered in {@link FileHashes#here}. */
    @Override
    public List<String> fingerprints(List<String> names) {
        FileHashes hashes = FileHashes.here();
        return names.stream().map(name -> hashes.of(path(name))).toList();
    }

    /** The images of a split that are in none of the folders. */
    public Set<String> missing(Split split) {
        Set<String> missing = new LinkedHashSet<>();
        split.images().stream().filter(image -> find(image).isEmpty()).forEach(missing::add);
        return missing;
    }

    /** The examples of a split whose image is there. */
    public Split available(Split split) {
        Set<String> missing = missing(split);
        return split.filter(example -> !missing.contains(example.image()));
    }

    /** The names that a photograph goes by; a name that is none of COCO's is only itself. */
    private static List<String> names(String image) {
        Matcher matcher = COCO_2014.matcher(image);
        if (matcher.matches()) {
            return List.of(image, matcher.group(1));
        }
        if (COCO_2017.matcher(image).matches()) {
            return Stream.of("", "COCO_train2014_", "COCO_val2014_")
                    .map(prefix -> prefix + image)
                    .toList();
        }
        checkName(image);
        return List.of(image);
    }

    /** A name from an annotation file must not lead out of the folder. */
    private static void checkName(String image) {
        if (image.isBlank() || image.indexOf('\0') >= 0 || leadsOut(Path.of(image))) {
            throw new SondeException(
                    "The image name " + image + " leads out of the folder of photographs",
                    "Mend the annotation: a name such as 000000000309.jpg is expected.");
        }
    }

    private static boolean leadsOut(Path path) {
        return path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..");
    }
}

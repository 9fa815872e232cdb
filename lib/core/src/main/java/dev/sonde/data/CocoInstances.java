package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a COCO file with their sizes, and the objects in them with their boxes.
 *
 * <p>The file ({@code instances_train2017.json}, or RefCOCO's {@code instances.json}) is read forwards; the outlines of
 * objects, nearly all of its 450 MB, are passed over.
 */
public final class CocoInstances {
    private final String source;
    private final String sha256;
    private final Map<Long, CocoImage> images;
    private final Map<Long, CocoAnnotation> annotations;

    private CocoInstances(String source, String sha256, CocoInstancesFile file) {
        this.source = source;
        this.sha256 = sha256;
        this.images = Collections.unmodifiableMap(file.images());
        this.annotations = Collections.unmodifiableMap(file.annotations());
    }

    /**
     * Reads a file.
     *
     * @throws SondeException if the file is missing, cut off or not in COCO's format, if a category is not one of
     *     {@link CocoCategories#things()}, if a box is broken, or if an object lies in an image that is not listed; with
     *     the file, the element and what was expected
     */
    public static CocoInstances read(Path file) {
        CocoInstancesFile read = new CocoInstancesFile();
        String sha256 = JsonStream.read(file, read);
        read.checkComplete(file.toString());
        return new CocoInstances(file.toString(), sha256, read);
    }

    /** All images, in the order of the file. */
    public Collection<CocoImage> images() {
        return images.values();
    }

    /** The image of a number. */
    public Optional<CocoImage> image(long id) {
        return Optional.ofNullable(images.get(id));
    }

    /** All objects, in the order of the file. */
    public Collection<CocoAnnotation> annotations() {
        return annotations.values();
    }

    /** The object of a number. */
    public Optional<CocoAnnotation> annotation(long id) {
        return Optional.ofNullable(annotations.get(id));
    }

    /** The size of each image, by its number. */
    public Map<Long, ImageSize> sizes() {
        Map<Long, ImageSize> sizes = new LinkedHashMap<>();
        images.forEach((id, image) -> sizes.put(id, image.size()));
        return Collections.unmodifiableMap(sizes);
    }

    /** The file. */
    public String source() {
        return source;
    }

    /** The SHA-256 of the file, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    @Override
    public String toString() {
        return annotations.size() + " objects in " + images.size() + " images, " + source;
    }
}

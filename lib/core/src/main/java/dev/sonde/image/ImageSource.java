package dev.sonde.image;

import dev.sonde.display.SondeException;
import dev.sonde.format.Sha256;
import java.nio.ByteBuffer;
import java.util.List;

/** Pictures by their names: files in folders, or scenes that are drawn when they are asked for. Safe for many threads. */
@FunctionalInterface
public interface ImageSource {
    /**
     * The picture of a name.
     *
     * @param name as examples have it, such as {@code 000000000309.jpg}
     * @throws SondeException if there is no such picture
     */
    RgbImage image(String name);

    /**
     * What tells the pictures of these names from others, a text for each: equal texts mean equal samples. Usually the
     * SHA-256 of the samples, for which each picture must be made; a source that has something cheaper gives that.
     *
     * @throws SondeException if there is no such picture
     */
    default List<String> fingerprints(List<String> names) {
        return names.stream()
                .map(this::image)
                .map(image -> new Sha256()
                        .add(image.size().toString())
                        .add(ByteBuffer.wrap(image.samples()))
                        .hex())
                .toList();
    }
}

package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.util.List;

/** What all batches of pictures must be. */
final class Batches {
    private Batches() {}

    static void checkNotEmpty(List<RgbImage> images) {
        if (images.isEmpty()) {
            throw new SondeException("A batch of no images has no shape", "Give at least one image.");
        }
    }

    static void checkSize(RgbImage image, ImageSize expected) {
        if (!image.size().equals(expected)) {
            throw new SondeException(
                    "A batch of images of " + expected + " pixels got one of " + image.size(),
                    "Resize each image first, with the same preprocessing.");
        }
    }
}

package dev.sonde.image;

import dev.sonde.display.SondeException;

/** Pictures by their names: files in folders, or scenes that are drawn when they are asked for. */
@FunctionalInterface
public interface ImageSource {
    /**
     * The picture of a name.
     *
     * @param name as examples have it, such as {@code 000000000309.jpg}
     * @throws SondeException if there is no such picture
     */
    RgbImage image(String name);
}

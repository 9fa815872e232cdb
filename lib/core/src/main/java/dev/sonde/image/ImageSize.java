package dev.sonde.image;

import dev.sonde.display.SondeException;

/**
 * The size of an image in pixels.
 *
 * @param width the number of columns, from 1 on
 * @param height the number of rows, from 1 on
 */
public record ImageSize(int width, int height) {
    /** @throws SondeException if a side is not positive */
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new SondeException(
                    "An image of " + width + " x " + height + " pixels cannot be",
                    "Give the width and the height in pixels, both from 1 on.");
        }
    }

    /** The number of pixels. */
    public long pixels() {
        return (long) width * height;
    }

    /** Such as {@code 640 x 480}. */
    @Override
    public String toString() {
        return width + " x " + height;
    }
}

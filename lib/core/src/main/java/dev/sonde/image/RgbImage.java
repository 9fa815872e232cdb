package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.util.Objects;

/**
 * A picture of 8-bit RGB samples: what Pillow has in hand after {@code Image.convert("RGB")}.
 *
 * <p>Immutable by contract: the array that {@link #samples()} gives is the picture's own, for reading only.
 */
public final class RgbImage {
    static final int CHANNELS = 3;

    private final ImageSize size;
    private final byte[] samples;

    private RgbImage(ImageSize size, byte[] samples) {
        this.size = size;
        this.samples = samples;
    }

    /**
     * A picture of given samples.
     *
     * @param samples height x width x 3 bytes, row after row, red before green before blue; handed over, not copied
     * @throws SondeException if the number of samples is not that of the size
     */
    public static RgbImage of(ImageSize size, byte[] samples) {
        Objects.requireNonNull(size, "size");
        if (samples.length != size.pixels() * CHANNELS) {
            throw new SondeException(
                    "An image of " + size + " pixels has " + size.pixels() * CHANNELS + " samples, not "
                            + samples.length,
                    "Give height x width x 3 bytes: red, green and blue of each pixel, row after row.");
        }
        return new RgbImage(size, samples);
    }

    /** Width and height. */
    public ImageSize size() {
        return size;
    }

    /** The number of columns. */
    public int width() {
        return size.width();
    }

    /** The number of rows. */
    public int height() {
        return size.height();
    }

    /** Height x width x 3 bytes (0 to 255, unsigned), row after row, red before green before blue; not a copy. */
    public byte[] samples() {
        return samples;
    }

    /** One sample, 0 to 255; channel 0 is red, 1 green, 2 blue. */
    public int sample(int x, int y, int channel) {
        Objects.checkIndex(x, width());
        Objects.checkIndex(y, height());
        Objects.checkIndex(channel, CHANNELS);
        return samples[(y * width() + x) * CHANNELS + channel] & 0xFF;
    }

    /** Such as {@code RGB image of 640 x 480 pixels}. */
    @Override
    public String toString() {
        return "RGB image of " + size + " pixels";
    }
}

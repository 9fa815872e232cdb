package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads pictures from files, to the samples that Pillow's {@code Image.open(file).convert("RGB")} gives.
 *
 * <p>JPEG (gray, colour, CMYK; baseline and progressive), PNG of every kind, and the first frame of GIF and BMP. What a
 * file is shows in its first bytes, not in its name. Colour profiles and gamma are passed over, as Pillow does.
 */
public final class Images {
    /** No picture of {@link DecodeOptions#PILLOW_MAX_PIXELS} comes near; a larger file is something else. */
    private static final long MAX_FILE_BYTES = 1L << 30;

    private Images() {}

    /** Reads a file as the code of the paper's models does: {@link DecodeOptions#defaults()}. */
    public static RgbImage read(Path file) {
        return read(file, DecodeOptions.defaults());
    }

    /**
     * Reads a file.
     *
     * @throws SondeException if it is not there, no picture, damaged, cut off, or larger than allowed
     */
    public static RgbImage read(Path file, DecodeOptions options) {
        Objects.requireNonNull(options, "options");
        String place = file.toAbsolutePath().toString();
        return decode(bytes(file, place), place, options);
    }

    /**
     * Decodes a picture that is already in memory.
     *
     * @param name what messages call it
     */
    public static RgbImage decode(byte[] file, String name, DecodeOptions options) {
        try {
            return ImageFormat.of(file).decode(file, options).image(options);
        } catch (BadImageException e) {
            throw new SondeException(name + " " + e.getMessage(), e.advice(), e);
        } catch (OutOfMemoryError e) {
            // Only the picture's own arrays are large enough for this, and they are gone by now.
            throw new SondeException(
                    name + " is too large for the memory of this Java process ("
                            + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB)",
                    "Leave the image out, or give Java more memory with -Xmx.",
                    e);
        }
    }

    private static byte[] bytes(Path file, String place) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new SondeException("There is no image file " + place, "Check the path.");
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new SondeException(
                        place + " is larger than " + MAX_FILE_BYTES + " bytes", "Leave it out: it is no photograph.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SondeException(
                    place + " cannot be read: " + e.getMessage(), "Check the file and the rights to read it.", e);
        }
    }
}

package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.util.Objects;

/**
 * How a file becomes an RGB picture. {@link #defaults()} does what LAVIS, the code of the paper's models, does; each
 * {@code with…} changes one thing.
 *
 * @param alpha what becomes of transparency
 * @param exif whether a picture is turned upright
 * @param maxPixels a file whose header tells more is refused before anything is allocated
 */
public record DecodeOptions(Alpha alpha, Exif exif, long maxPixels) {
    /** Pillow warns above 89,478,485 pixels and refuses above twice that. */
    public static final long PILLOW_MAX_PIXELS = 178_956_970;

    private static final long MOST_PIXELS = Integer.MAX_VALUE / RgbImage.CHANNELS;

    /** What becomes of transparency. */
    public enum Alpha {
        /** The colour that is stored below the transparency, as {@code Image.convert("RGB")} and LAVIS do. */
        DROP,
        /** The picture lies on white, as image processors of transformers do. */
        OVER_WHITE
    }

    /** What becomes of the orientation that a camera noted in the file. */
    public enum Exif {
        /** The picture as stored, as LAVIS does; the boxes of COCO are drawn on it. */
        IGNORE,
        /** The picture turned upright, as {@code ImageOps.exif_transpose} does. */
        APPLY
    }

    /** @throws SondeException if the limit is not positive or more than an array holds */
    public DecodeOptions {
        Objects.requireNonNull(alpha, "alpha");
        Objects.requireNonNull(exif, "exif");
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new SondeException(
                    "A limit of " + maxPixels + " pixels cannot be",
                    "Give a number from 1 to " + MOST_PIXELS + "; Pillow's is " + PILLOW_MAX_PIXELS + ".");
        }
    }

    /** Alpha dropped, EXIF ignored, at most {@value #PILLOW_MAX_PIXELS} pixels. */
    public static DecodeOptions defaults() {
        return new DecodeOptions(Alpha.DROP, Exif.IGNORE, PILLOW_MAX_PIXELS);
    }

    /** With another rule for transparency. */
    public DecodeOptions withAlpha(Alpha rule) {
        return new DecodeOptions(rule, exif, maxPixels);
    }

    /** With another rule for the camera's orientation. */
    public DecodeOptions withExif(Exif rule) {
        return new DecodeOptions(alpha, rule, maxPixels);
    }

    /** With another limit of pixels. */
    public DecodeOptions withMaxPixels(long pixels) {
        return new DecodeOptions(alpha, exif, pixels);
    }

    /** The size that a header tells, once it is known to be allowed. */
    ImageSize checked(long width, long height) throws BadImageException {
        if (width < 1 || height < 1) {
            throw new BadImageException("has no pixels: its header tells " + width + " x " + height);
        }
        if (width > maxPixels / height) {
            throw new BadImageException(
                    "tells in its header that it has " + width + " x " + height + " pixels; at most " + maxPixels
                            + " are read",
                    "Leave the image out: it may be made to fill the memory. If you trust it, raise the limit with"
                            + " DecodeOptions.withMaxPixels(…).");
        }
        return new ImageSize((int) width, (int) height);
    }
}

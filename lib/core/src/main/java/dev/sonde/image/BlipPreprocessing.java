package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.util.List;

/**
 * The evaluation preprocessing of BLIP-2 and InstructBLIP: exactly side x side pixels (224), bicubic, then normalised with
 * CLIP's mean (0.48145466, 0.4578275, 0.40821073) and deviation (0.26862954, 0.26130258, 0.27577711).
 *
 * <p>The aspect is not kept, so a box in unit coordinates needs no change. Source: LAVIS {@code blip_image_eval}, and
 * {@code BlipImageProcessor} of transformers.
 *
 * @param side of the square in pixels
 */
public record BlipPreprocessing(int side) implements ImagePreprocessing {
    private static final Normalisation NORMALISATION =
            new Normalisation(List.of(0.48145466, 0.4578275, 0.40821073), List.of(0.26862954, 0.26130258, 0.27577711));

    /** @throws SondeException if the side is not positive */
    public BlipPreprocessing {
        if (side < 1) {
            throw new SondeException("A side of " + side + " pixels cannot be", "BLIP-2's is 224.");
        }
    }

    /** 224 x 224 pixels, as BLIP-2 and InstructBLIP take them. */
    public static BlipPreprocessing defaults() {
        return new BlipPreprocessing(224);
    }

    @Override
    public RgbImage resize(RgbImage image) {
        return Bicubic.resize(image, new ImageSize(side, side));
    }

    /** n x 3 x side x side values; nothing is padded. */
    @Override
    public PixelValues batch(List<RgbImage> resized) {
        Batches.checkNotEmpty(resized);
        int length = RgbImage.CHANNELS * side * side;
        float[] values = new float[Math.multiplyExact(resized.size(), length)];
        for (int i = 0; i < resized.size(); i++) {
            Batches.checkSize(resized.get(i), new ImageSize(side, side));
            NORMALISATION.write(resized.get(i), values, i * length, side, side);
        }
        return PixelValues.unpadded(values, resized.size(), side, side);
    }
}

package dev.sonde.image;

import dev.sonde.display.SondeException;
import java.util.Arrays;
import java.util.List;

/**
 * The preprocessing of ViLT: the shorter side becomes 384 pixels, the longer at most 639, the aspect is nearly kept (both
 * are rounded, then cut to multiples of 32); bicubic; mean and deviation 0.5. In a batch, zeros fill the right and the
 * bottom, and the mask tells them from the picture.
 *
 * <p>Source: {@code ViltImageProcessor} of transformers. A COCO photograph of 640 x 480 becomes 512 x 384.
 *
 * @param shorterSide in pixels, before it is cut to a multiple
 * @param multiple of which both sides are, the side of ViLT's patches
 */
public record ViltPreprocessing(int shorterSide, int multiple) implements ImagePreprocessing {
    private static final Normalisation NORMALISATION =
            new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    /** @throws SondeException if a number is not positive, or the shorter side is below the multiple */
    public ViltPreprocessing {
        if (multiple < 1 || shorterSide < multiple) {
            throw new SondeException(
                    "A shorter side of " + shorterSide + " pixels, cut to a multiple of " + multiple + ", cannot be",
                    "ViLT has 384 and 32.");
        }
    }

    /** 384 pixels and multiples of 32. */
    public static ViltPreprocessing defaults() {
        return new ViltPreprocessing(384, 32);
    }

    /**
     * The size that a picture gets.
     *
     * @throws SondeException if the picture is so long that its shorter side would vanish
     */
    public ImageSize size(ImageSize image) {
        int longest = longest();
        int shorter = Math.min(image.width(), image.height());
        int longer = Math.max(image.width(), image.height());
        double scale = (double) shorterSide / shorter;
        double newShorter = shorterSide;
        double newLonger = scale * longer;
        if (newLonger > longest) {
            newShorter *= longest / newLonger;
            newLonger *= longest / newLonger;
        }
        int low = floor(newShorter);
        int high = floor(newLonger);
        if (low < 1) {
            throw new SondeException(
                    "An image of " + image + " pixels is too long for ViLT: its shorter side would get "
                            + (int) (newShorter + 0.5) + " pixels, fewer than " + multiple,
                    "Leave the image out, or crop it.");
        }
        return image.width() < image.height() ? new ImageSize(low, high) : new ImageSize(high, low);
    }

    /** The sides that no picture exceeds: 608 x 384 pixels for ViLT, lying or standing. */
    public ImageSize largest() {
        return new ImageSize(floor(longest()), floor(shorterSide));
    }

    // Detection's customary 800 and 1333, scaled to this shorter side.
    private int longest() {
        return (int) (1333.0 / 800 * shorterSide);
    }

    private int floor(double length) {
        return (int) (length + 0.5) / multiple * multiple;
    }

    @Override
    public RgbImage resize(RgbImage image) {
        return Bicubic.resize(image, size(image.size()));
    }

    /** n x 3 x the greatest height x the greatest width, zeros at the right and the bottom, and their mask. */
    @Override
    public PixelValues batch(List<RgbImage> resized) {
        Batches.checkNotEmpty(resized);
        int height = resized.stream().mapToInt(RgbImage::height).max().orElseThrow();
        int width = resized.stream().mapToInt(RgbImage::width).max().orElseThrow();
        int length = Math.multiplyExact(RgbImage.CHANNELS * height, width);
        float[] values = new float[Math.multiplyExact(resized.size(), length)];
        byte[] mask = new byte[resized.size() * height * width];
        for (int i = 0; i < resized.size(); i++) {
            RgbImage image = resized.get(i);
            NORMALISATION.write(image, values, i * length, height, width);
            for (int y = 0; y < image.height(); y++) {
                int row = (i * height + y) * width;
                Arrays.fill(mask, row, row + image.width(), (byte) 1);
            }
        }
        return new PixelValues(values, mask, resized.size(), height, width);
    }
}

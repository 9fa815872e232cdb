package dev.sonde.image;

import java.util.Arrays;

/**
 * What a vision model takes: a batch of normalised pictures.
 *
 * @param values batch x 3 x height x width, the last index fastest
 * @param mask batch x height x width: 1 where the picture is, 0 where zeros fill the batch up
 * @param batch the number of pictures
 * @param height of the batch: the greatest of its pictures
 * @param width of the batch: the greatest of its pictures
 */
public record PixelValues(float[] values, byte[] mask, int batch, int height, int width) {
    static PixelValues unpadded(float[] values, int batch, int height, int width) {
        byte[] mask = new byte[batch * height * width];
        Arrays.fill(mask, (byte) 1);
        return new PixelValues(values, mask, batch, height, width);
    }

    /** Such as {@code pixel values [8, 3, 224, 224]}. */
    @Override
    public String toString() {
        return "pixel values [" + batch + ", " + RgbImage.CHANNELS + ", " + height + ", " + width + "]";
    }
}

package dev.sonde.image;

import java.util.List;

/** The mean and standard deviation by which a model's pixel values are normalised, per channel. */
final class Normalisation {
    private static final double RESCALE = 1 / 255.0;

    private final float[][] tables;

    Normalisation(List<Double> mean, List<Double> deviation) {
        this.tables = new float[RgbImage.CHANNELS][256];
        for (int c = 0; c < tables.length; c++) {
            for (int u = 0; u < tables[c].length; u++) {
                // As transformers computes it: rescaled in 64 bits and stored in 32, normalised in 32.
                float rescaled = (float) (u * RESCALE);
                tables[c][u] =
                        (rescaled - mean.get(c).floatValue()) / deviation.get(c).floatValue();
            }
        }
    }

    /**
     * Writes a picture as three planes, at the top left of planes that may be larger.
     *
     * @param at where the first plane begins
     */
    void write(RgbImage image, float[] values, int at, int planeHeight, int planeWidth) {
        byte[] samples = image.samples();
        for (int c = 0; c < tables.length; c++) {
            float[] table = tables[c];
            int plane = at + c * planeHeight * planeWidth;
            for (int y = 0; y < image.height(); y++) {
                int from = y * image.width() * RgbImage.CHANNELS + c;
                int to = plane + y * planeWidth;
                for (int x = 0; x < image.width(); x++) {
                    values[to + x] = table[samples[from + x * RgbImage.CHANNELS] & 0xFF];
                }
            }
        }
    }
}

package dev.sonde.plot;

import dev.sonde.display.SondeException;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Values of a grid laid over a picture as light: the picture is darkened and loses its colour where values are small, and
 * a warm tone covers it where they are great. A value that is NaN leaves its cell dark.
 *
 * <pre>{@code
 * Panel.of(Axis.invisible(), Axis.invisible()).with(Mark.picture(HeatOverlay.over(photograph, attention)))
 * }</pre>
 */
public final class HeatOverlay {
    /** How bright the picture stays below the smallest value, and how much of the warm tone lies over the greatest. */
    private static final double DARKEST = 0.35;

    private static final double COVER = 0.55;
    private static final int[] WARM = {255, 176, 0};

    private HeatOverlay() {}

    /**
     * The picture with the values over it, each cell in one tone; the smallest value is dark, the greatest bright.
     *
     * @param values rows from the top, all equally long; they part the picture into equal cells
     * @throws SondeException if there are no values, or rows of different lengths
     */
    public static BufferedImage over(BufferedImage picture, double[][] values) {
        check(values);
        double low = finite(values).min().orElse(0);
        double high = finite(values).max().orElse(0);
        BufferedImage over = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            double[] row = values[(int) ((long) y * values.length / picture.getHeight())];
            for (int x = 0; x < picture.getWidth(); x++) {
                double value = row[(int) ((long) x * row.length / picture.getWidth())];
                double share = high > low && Double.isFinite(value) ? (value - low) / (high - low) : 0;
                over.setRGB(x, y, blended(picture.getRGB(x, y), share));
            }
        }
        return over;
    }

    private static DoubleStream finite(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    private static int blended(int rgb, double share) {
        double grey = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
        int blended = 0;
        for (int c = 0; c < 3; c++) {
            double own = rgb >> 16 - 8 * c & 255;
            double base = (grey + share * (own - grey)) * (DARKEST + (1 - DARKEST) * share);
            blended = blended << 8 | (int) Math.round(base + COVER * share * share * (WARM[c] - base));
        }
        return blended;
    }

    private static void check(double[][] values) {
        if (values.length == 0 || values[0].length == 0) {
            throw new SondeException("There are no values to lay over the picture.", "Give at least one row.");
        }
        for (double[] row : values) {
            Mark.requireSameLength("values in the first row", values[0].length, "in another row", row.length);
        }
    }
}

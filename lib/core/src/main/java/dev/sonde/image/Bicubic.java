package dev.sonde.image;

/**
 * Bicubic resizing to the byte as Pillow's {@code Image.resize(size, Image.BICUBIC)} does it, versions 2.7 to 12.
 *
 * <p>First along the rows, with a rounding to 8 bits, then along the columns; a side that keeps its length is not
 * touched. (Pillow 13 changed that order. {@code java.awt}'s bicubic neither widens its kernel when it reduces nor has
 * Pillow's rounding: it is no substitute.)
 *
 * <p>The arithmetic runs over whole columns and rows of {@code int}, one array each, because that is the shape of loop
 * that the JIT compiler turns into vector instructions.
 */
public final class Bicubic {
    /** Rows that are worked on at once: long enough for vector loops, and a window of columns stays in the L1 cache. */
    private static final int BAND = 128;

    private static final int HALF = 1 << (ResizeTable.FRACTION_BITS - 1);

    private Bicubic() {}

    /** The picture at another size; the aspect is whatever the size has. */
    public static RgbImage resize(RgbImage image, ImageSize size) {
        if (image.size().equals(size)) {
            return image;
        }
        int[][][] rows = image.width() == size.width() ? rows(image) : resizeRows(image, size.width());
        return image(image.height() == size.height() ? rows : resizeColumns(rows, size), size);
    }

    /** The samples as 3 x height rows. */
    private static int[][][] rows(RgbImage image) {
        int[][][] rows = new int[RgbImage.CHANNELS][image.height()][image.width()];
        int[] packed = new int[image.width()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < packed.length; x++) {
                packed[x] = RgbRow.pixel(image.samples(), (y * packed.length + x) * RgbImage.CHANNELS);
            }
            RgbRow.unpack(packed, rows[0][y], rows[1][y], rows[2][y]);
        }
        return rows;
    }

    private static RgbImage image(int[][][] rows, ImageSize size) {
        byte[] samples = new byte[Math.multiplyExact(size.height(), size.width() * RgbImage.CHANNELS)];
        int[] packed = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            RgbRow.pack(rows[0][y], rows[1][y], rows[2][y], packed);
            RgbRow.store(packed, samples, y * size.width() * RgbImage.CHANNELS, size.width());
        }
        return RgbImage.of(size, samples);
    }

    /** All rows at the new width, 3 x height rows of samples from 0 to 255. */
    private static int[][][] resizeRows(RgbImage image, int width) {
        ResizeTable table = ResizeTable.of(image.width(), width);
        int band = Math.min(BAND, image.height());
        int[][][] columns = new int[RgbImage.CHANNELS][image.width()][band];
        int[][] sums = new int[RgbImage.CHANNELS][band];
        int[] packed = new int[band];
        int[] pixels = new int[band * width];
        int[][][] rows = new int[RgbImage.CHANNELS][image.height()][width];
        for (int top = 0; top < image.height(); top += band) {
            int bandRows = Math.min(band, image.height() - top);
            loadColumns(image, top, bandRows, packed, columns);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < RgbImage.CHANNELS; c++) {
                    weigh(columns[c], table.first()[x], table.weights()[x], sums[c]);
                }
                RgbRow.pack(sums[0], sums[1], sums[2], packed);
                scatter(packed, pixels, x, width);
            }
            storeRows(pixels, top, bandRows, rows);
        }
        return rows;
    }

    private static int[][][] resizeColumns(int[][][] rows, ImageSize size) {
        ResizeTable table = ResizeTable.of(rows[0].length, size.height());
        int[][][] resized = new int[RgbImage.CHANNELS][size.height()][size.width()];
        for (int c = 0; c < RgbImage.CHANNELS; c++) {
            for (int y = 0; y < size.height(); y++) {
                weigh(rows[c], table.first()[y], table.weights()[y], resized[c][y]);
            }
        }
        return resized;
    }

    /** sum = the weighted sum of the lines from the first on, rounded and clipped to 0 … 255. */
    private static void weigh(int[][] lines, int first, int[] weights, int[] sum) {
        begin(sum);
        int k = 0;
        for (; k + 4 <= weights.length; k += 4) {
            int at = first + k;
            addFour(
                    lines[at],
                    lines[at + 1],
                    lines[at + 2],
                    lines[at + 3],
                    weights[k],
                    weights[k + 1],
                    weights[k + 2],
                    weights[k + 3],
                    sum);
        }
        for (; k < weights.length; k++) {
            addOne(lines[first + k], weights[k], sum);
        }
        finish(sum);
    }

    private static void begin(int[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = HALF;
        }
    }

    /** Four lines at a time: the sum is loaded and stored once for all four. */
    private static void addFour(
            int[] line0, int[] line1, int[] line2, int[] line3, int k0, int k1, int k2, int k3, int[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += k0 * line0[i] + k1 * line1[i] + k2 * line2[i] + k3 * line3[i];
        }
    }

    private static void addOne(int[] line, int weight, int[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * line[i];
        }
    }

    private static void finish(int[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Clip.toByte(sum[i] >> ResizeTable.FRACTION_BITS);
        }
    }

    /** Turns a band of rows into columns; each column is written in one go, its rows being read side by side. */
    private static void loadColumns(RgbImage image, int top, int bandRows, int[] packed, int[][][] columns) {
        byte[] samples = image.samples();
        int stride = image.width() * RgbImage.CHANNELS;
        for (int x = 0; x < image.width(); x++) {
            int from = top * stride + x * RgbImage.CHANNELS;
            for (int row = 0; row < bandRows; row++) {
                packed[row] = RgbRow.pixel(samples, from);
                from += stride;
            }
            RgbRow.unpack(packed, columns[0][x], columns[1][x], columns[2][x]);
        }
    }

    private static void scatter(int[] column, int[] pixels, int x, int width) {
        int to = x;
        for (int pixel : column) {
            pixels[to] = pixel;
            to += width;
        }
    }

    private static void storeRows(int[] pixels, int top, int bandRows, int[][][] rows) {
        int[] line = new int[rows[0][0].length];
        for (int row = 0; row < bandRows; row++) {
            System.arraycopy(pixels, row * line.length, line, 0, line.length);
            RgbRow.unpack(line, rows[0][top + row], rows[1][top + row], rows[2][top + row]);
        }
    }
}

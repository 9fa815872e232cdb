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
    /** Rows that are worked on at once: a reduction's window of columns, 40 x 64 x 4 bytes, stays in the L1 cache. */
    private static final int BAND = 64;

    private static final int HALF = 1 << (ResizeTable.FRACTION_BITS - 1);

    private Bicubic() {}

    /** The picture at another size; the aspect is whatever the size has. */
    public static RgbImage resize(RgbImage image, ImageSize size) {
        if (image.size().equals(size)) {
            return image;
        }
        int[][] rows = image.width() == size.width() ? rows(image) : resizeRows(image, size.width());
        int[][] resized = image.height() == size.height() ? rows : resizeColumns(rows, size);
        byte[] samples = new byte[Math.multiplyExact(size.height(), size.width() * RgbImage.CHANNELS)];
        for (int y = 0; y < resized.length; y++) {
            store(resized[y], samples, y * size.width() * RgbImage.CHANNELS);
        }
        return RgbImage.of(size, samples);
    }

    private static int[][] rows(RgbImage image) {
        int length = image.width() * RgbImage.CHANNELS;
        int[][] rows = new int[image.height()][length];
        for (int y = 0; y < rows.length; y++) {
            int[] row = rows[y];
            int from = y * length;
            for (int i = 0; i < length; i++) {
                row[i] = image.samples()[from + i] & 0xFF;
            }
        }
        return rows;
    }

    /** All rows at the new width, as samples from 0 to 255. */
    private static int[][] resizeRows(RgbImage image, int width) {
        ResizeTable table = ResizeTable.of(image.width(), width);
        int[][] columns = new int[image.width() * RgbImage.CHANNELS][BAND];
        int[][] resized = new int[width * RgbImage.CHANNELS][BAND];
        int[][] rows = new int[image.height()][width * RgbImage.CHANNELS];
        for (int top = 0; top < rows.length; top += BAND) {
            int bandRows = Math.min(BAND, rows.length - top);
            loadColumns(image, top, bandRows, columns);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < RgbImage.CHANNELS; c++) {
                    int[] sum = resized[x * RgbImage.CHANNELS + c];
                    int first = table.first()[x] * RgbImage.CHANNELS + c;
                    weigh(columns, first, RgbImage.CHANNELS, table.weights()[x], sum);
                }
            }
            storeRows(resized, rows, top, bandRows);
        }
        return rows;
    }

    private static int[][] resizeColumns(int[][] rows, ImageSize size) {
        ResizeTable table = ResizeTable.of(rows.length, size.height());
        int[][] resized = new int[size.height()][size.width() * RgbImage.CHANNELS];
        for (int y = 0; y < resized.length; y++) {
            weigh(rows, table.first()[y], 1, table.weights()[y], resized[y]);
        }
        return resized;
    }

    /** sum = the weighted sum of lines first, first + step, …, rounded and clipped to 0 … 255. */
    private static void weigh(int[][] lines, int first, int step, int[] weights, int[] sum) {
        int length = sum.length;
        for (int i = 0; i < length; i++) {
            sum[i] = HALF;
        }
        int k = 0;
        for (; k + 4 <= weights.length; k += 4) {
            int at = first + k * step;
            addFour(lines, at, step, weights, k, sum);
        }
        for (; k < weights.length; k++) {
            addOne(lines[first + k * step], weights[k], sum);
        }
        for (int i = 0; i < length; i++) {
            sum[i] = Math.min(Math.max(sum[i] >> ResizeTable.FRACTION_BITS, 0), 255);
        }
    }

    /** Four lines at a time: the sum is loaded and stored once for all four. */
    private static void addFour(int[][] lines, int at, int step, int[] weights, int k, int[] sum) {
        addFour(
                lines[at],
                lines[at + step],
                lines[at + 2 * step],
                lines[at + 3 * step],
                weights[k],
                weights[k + 1],
                weights[k + 2],
                weights[k + 3],
                sum);
    }

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

    /** Turns a band of rows into columns; each column is written in one go, its rows being read side by side. */
    private static void loadColumns(RgbImage image, int top, int bandRows, int[][] columns) {
        byte[] samples = image.samples();
        int stride = columns.length;
        for (int i = 0; i < stride; i++) {
            int[] column = columns[i];
            int from = top * stride + i;
            for (int row = 0; row < bandRows; row++) {
                column[row] = samples[from] & 0xFF;
                from += stride;
            }
        }
    }

    private static void storeRows(int[][] columns, int[][] rows, int top, int bandRows) {
        for (int row = 0; row < bandRows; row++) {
            int[] to = rows[top + row];
            for (int i = 0; i < to.length; i++) {
                to[i] = columns[i][row];
            }
        }
    }

    private static void store(int[] row, byte[] samples, int at) {
        for (int i = 0; i < row.length; i++) {
            samples[at + i] = (byte) row[i];
        }
    }
}

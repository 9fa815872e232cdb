package dev.sonde.image;

/** The rows of a PNG file: filters undone, the passes of an interlaced file (Adam7) put in place. */
final class PngRows {
    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    /** First column, first row, distance of columns, distance of rows. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final PngHeader header;
    private final PngData data;

    PngRows(PngHeader header, PngData data) {
        this.header = header;
        this.data = data;
    }

    /** Reads all rows, and closes the data. */
    void readInto(PngPixels pixels) throws BadImageException {
        try (data) {
            for (int[] pass : header.interlaced() ? ADAM7 : WHOLE) {
                readPass(pixels, pass[0], pass[1], pass[2], pass[3]);
            }
        }
    }

    private void readPass(PngPixels pixels, int left, int top, int stepX, int stepY) throws BadImageException {
        int count = (header.size().width() - left + stepX - 1) / stepX;
        if (count <= 0) {
            return;
        }
        int length = header.rowBytes(count);
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        byte[] filter = new byte[1];
        for (int y = top; y < header.size().height(); y += stepY) {
            data.read(filter, 1);
            data.read(row, length);
            undo(filter[0], row, above);
            pixels.put(row, count, left, stepX, y);
            byte[] next = above;
            above = row;
            row = next;
        }
    }

    private void undo(int filter, byte[] row, byte[] above) throws BadImageException {
        int back = header.pixelBytes();
        switch (filter) {
            case 0 -> {}
            case 1 -> undoLeft(row, back);
            case 2 -> undoAbove(row, above);
            case 3 -> undoMean(row, above, back);
            case 4 -> undoPaeth(row, above, back);
            default -> throw new BadImageException("is a damaged PNG file: a row has the unknown filter " + filter);
        }
    }

    private static void undoLeft(byte[] row, int back) {
        for (int i = back; i < row.length; i++) {
            row[i] += row[i - back];
        }
    }

    private static void undoAbove(byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private static void undoMean(byte[] row, byte[] above, int back) {
        for (int i = 0; i < row.length; i++) {
            int left = i < back ? 0 : row[i - back] & 0xFF;
            row[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
        }
    }

    private static void undoPaeth(byte[] row, byte[] above, int back) {
        for (int i = 0; i < Math.min(back, row.length); i++) {
            row[i] += above[i];
        }
        for (int i = back; i < row.length; i++) {
            row[i] += (byte) paeth(row[i - back] & 0xFF, above[i] & 0xFF, above[i - back] & 0xFF);
        }
    }

    /** Whichever of left, above and upper left is nearest to left + above − upper left. */
    private static int paeth(int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }
}

package dev.sonde.image;

/** The eight orientations that EXIF knows: a mirror image or none, turned by quarters. */
final class Orientation {
    static final int AS_STORED = 1;

    private Orientation() {}

    /** The picture as {@code ImageOps.exif_transpose} turns it; a number outside 1 to 8 turns nothing. */
    static RgbImage upright(RgbImage stored, int orientation) {
        if (orientation <= AS_STORED || orientation > 8) {
            return stored;
        }
        boolean sidesSwap = orientation >= 5;
        ImageSize size = sidesSwap ? new ImageSize(stored.height(), stored.width()) : stored.size();
        byte[] turned = new byte[stored.samples().length];
        int to = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                System.arraycopy(stored.samples(), source(stored, orientation, x, y), turned, to, 3);
                to += 3;
            }
        }
        return RgbImage.of(size, turned);
    }

    /** Where the sample lies that comes to (x, y). */
    private static int source(RgbImage stored, int orientation, int x, int y) {
        int right = stored.width() - 1;
        int bottom = stored.height() - 1;
        int column =
                switch (orientation) {
                    case 2, 3 -> right - x;
                    case 4 -> x;
                    case 5, 6 -> y;
                    default -> right - y;
                };
        int row =
                switch (orientation) {
                    case 2 -> y;
                    case 3, 4 -> bottom - y;
                    case 5, 8 -> x;
                    default -> bottom - x;
                };
        return 3 * (row * stored.width() + column);
    }
}

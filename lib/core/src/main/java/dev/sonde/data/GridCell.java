package dev.sonde.data;

import dev.sonde.image.ImageSize;
import java.math.BigDecimal;

/**
 * The nine cells of the 3x3 grid that Region Cell Matching lays over an image, in the order of reading.
 *
 * <p>The paper names four of them ("top left", "middle", "top right", "middle right"); the others are named alike.
 *
 * <p>Source: "Lost in Space", appendix A.
 */
public enum GridCell {
    TOP_LEFT("top left"),
    TOP("top"),
    TOP_RIGHT("top right"),
    MIDDLE_LEFT("middle left"),
    MIDDLE("middle"),
    MIDDLE_RIGHT("middle right"),
    BOTTOM_LEFT("bottom left"),
    BOTTOM("bottom"),
    BOTTOM_RIGHT("bottom right");

    /** Rows and columns of the grid. */
    public static final int SIDE = 3;

    private final String label;

    GridCell(String label) {
        this.label = label;
    }

    /** The cell in which the centre of a box lies, by {@link GridTie#LATER}. */
    public static GridCell of(Box box, ImageSize image) {
        return of(box, image, GridTie.LATER);
    }

    /**
     * The cell in which the centre of a box lies; of a centre beyond the image, the nearest.
     *
     * <p>Computed without rounding on the decimal numbers of the annotation: where a centre lies on a grid line, a
     * rounding error would decide.
     */
    public static GridCell of(Box box, ImageSize image, GridTie tie) {
        Box pixels = box.toPixels(image);
        int column = third(pixels.x(), pixels.width(), image.width(), tie);
        int row = third(pixels.y(), pixels.height(), image.height(), tie);
        return at(row, column);
    }

    /** The cell of a row (0 is the top) and a column (0 is the left). */
    public static GridCell at(int row, int column) {
        return values()[SIDE * row + column];
    }

    /** The row, 0 at the top. */
    public int row() {
        return ordinal() / SIDE;
    }

    /** The column, 0 at the left. */
    public int column() {
        return ordinal() % SIDE;
    }

    /** The name in words, such as {@code top left}. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Which third of the length the centre lies in: 6 * centre = 3 * (2 * start + size) against multiples of 2 * length. */
    private static int third(double start, double size, int length, GridTie tie) {
        BigDecimal sixCentres = BigDecimal.valueOf(start)
                .multiply(BigDecimal.valueOf(2))
                .add(BigDecimal.valueOf(size))
                .multiply(BigDecimal.valueOf(SIDE));
        int third = 0;
        for (int line = 1; line < SIDE; line++) {
            int side = sixCentres.compareTo(BigDecimal.valueOf(2L * line * length));
            if (side > 0 || side == 0 && tie == GridTie.LATER) {
                third = line;
            }
        }
        return third;
    }
}

package dev.sonde.world;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The samples that a thing covers, on a grid of {@link #PER_PIXEL} x {@link #PER_PIXEL} samples a pixel.
 *
 * <p>Cut to what is covered: the first and the last row and column hold at least one covered sample each. So the bounds of
 * a thing are exact by construction.
 */
final class Stencil {
    /** Samples in a pixel's side: 16 steps between ground and thing at an edge. */
    static final int PER_PIXEL = 4;

    private static final int UNIT = 1000;
    private static final int DEEP_PERCENT = 62;

    private record Shape(Kind kind, Heading heading, int radius) {}

    private static final Map<Shape, Stencil> CUT = new ConcurrentHashMap<>();

    /** 0 where nothing is covered, 1 near the edge, 2 deep inside. */
    private final byte[] cover;

    private final int width;
    private final int height;

    private Stencil(byte[] cover, int width, int height) {
        this.cover = cover;
        this.width = width;
        this.height = height;
    }

    /** The stencil of a thing; made once for each. */
    static Stencil of(Kind kind, Heading heading, int radius) {
        return CUT.computeIfAbsent(new Shape(kind, heading, radius), Stencil::cut);
    }

    /** The number of columns of samples. */
    int width() {
        return width;
    }

    /** The number of rows of samples. */
    int height() {
        return height;
    }

    boolean covers(int column, int row) {
        return cover[row * width + column] != 0;
    }

    boolean isDeep(int column, int row) {
        return cover[row * width + column] > 1;
    }

    private static Stencil cut(Shape shape) {
        int side = 2 * shape.radius;
        byte[] whole = new byte[side * side];
        BitSet columns = new BitSet();
        BitSet rows = new BitSet();
        for (int i = 0; i < whole.length; i++) {
            whole[i] = covered(shape, i % side, i / side);
            if (whole[i] > 0) {
                columns.set(i % side);
                rows.set(i / side);
            }
        }
        return part(whole, side, columns, rows);
    }

    /** From the first to the last of these columns and rows. */
    private static Stencil part(byte[] whole, int side, BitSet columns, BitSet rows) {
        int left = columns.nextSetBit(0);
        int top = rows.nextSetBit(0);
        int width = columns.length() - left;
        int height = rows.length() - top;
        byte[] part = new byte[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(whole, (top + row) * side + left, part, row * width, width);
        }
        return new Stencil(part, width, height);
    }

    private static byte covered(Shape shape, int column, int row) {
        int across = place(column, shape.radius);
        int down = place(row, shape.radius);
        Heading heading = shape.heading;
        int u = -across * heading.down() + down * heading.across();
        int v = -(across * heading.across() + down * heading.down());
        Outline outline = shape.kind.outline();
        if (!outline.holds(u, v)) {
            return 0;
        }
        return (byte) (outline.holds(u * 100 / DEEP_PERCENT, v * 100 / DEEP_PERCENT) ? 2 : 1);
    }

    /** Where the middle of a sample lies, from -1000 to 1000. */
    private static int place(int sample, int radius) {
        return (2 * sample + 1 - 2 * radius) * UNIT / (2 * radius);
    }
}

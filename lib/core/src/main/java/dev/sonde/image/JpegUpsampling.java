package dev.sonde.image;

/**
 * Brings a row of a component to the picture's full width and height, with libjpeg-turbo's "fancy" triangle filters
 * (jdsample.c), to the bit.
 */
final class JpegUpsampling {
    private final JpegComponent component;
    private final int across;
    private final int down;
    private final int[] sums;
    private final int[] other;

    JpegUpsampling(JpegFrame frame, JpegComponent component) throws BadImageException {
        this.component = component;
        this.across = frame.horizontal() / component.horizontal;
        this.down = frame.vertical() / component.vertical;
        this.sums = new int[component.width];
        this.other = new int[component.width];
        if (frame.horizontal() % component.horizontal != 0 || frame.vertical() % component.vertical != 0) {
            throw new BadImageException(
                    "is a JPEG file whose sampling factors are no multiples of each other, which is not read",
                    "Convert it to PNG, which loses nothing.");
        }
    }

    /** The samples of row y of the picture; the line may be a little longer than the picture is wide. */
    void read(int y, int[] line) {
        int near = y / down;
        boolean smooth = component.width > 2;
        if (across == 2 && down == 1 && smooth) {
            widen(near, line);
        } else if (across == 2 && down == 2 && smooth) {
            widenBetween(near, neighbour(y, near), line);
        } else if (across == 1 && down == 2) {
            between(y, near, line);
        } else {
            repeat(near, line);
        }
    }

    /** How long a line must be. */
    int lineLength() {
        return component.width * across;
    }

    /** The row on the other side, at the border the row itself. */
    private int neighbour(int y, int near) {
        int other = (y & 1) == 0 ? near - 1 : near + 1;
        return Math.min(Math.max(other, 0), component.height - 1);
    }

    private void repeat(int near, int[] line) {
        if (across == 1) {
            load(near, line);
            return;
        }
        load(near, sums);
        for (int x = 0; x < component.width * across; x++) {
            line[x] = sums[x / across];
        }
    }

    private void between(int y, int near, int[] line) {
        load(near, line);
        load(neighbour(y, near), other);
        int round = (y & 1) == 0 ? 1 : 2;
        for (int x = 0; x < component.width; x++) {
            line[x] = (line[x] * 3 + other[x] + round) >> 2;
        }
    }

    private void widen(int near, int[] line) {
        load(near, sums);
        spread(line, 2, 1, 2);
    }

    private void widenBetween(int near, int neighbour, int[] line) {
        load(near, sums);
        load(neighbour, other);
        addTriple(sums, other);
        spread(line, 4, 8, 7);
    }

    private static void addTriple(int[] sums, int[] other) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = sums[x] * 3 + other[x];
        }
    }

    private void load(int row, int[] samples) {
        byte[] plane = component.plane;
        int from = row * component.stride();
        for (int x = 0; x < component.width; x++) {
            samples[x] = plane[from + x] & 0xFF;
        }
    }

    /** Two samples from each, three quarters of it and a quarter of its neighbour on that side. */
    private void spread(int[] line, int shift, int roundLeft, int roundRight) {
        int last = sums.length - 1;
        int before = sums[0];
        int here = sums[0];
        for (int x = 0; x < last; x++) {
            int after = sums[x + 1];
            line[2 * x] = (here * 3 + before + roundLeft) >> shift;
            line[2 * x + 1] = (here * 3 + after + roundRight) >> shift;
            before = here;
            here = after;
        }
        line[2 * last] = (here * 3 + before + roundLeft) >> shift;
        line[2 * last + 1] = (here * 4 + roundRight) >> shift;
    }
}

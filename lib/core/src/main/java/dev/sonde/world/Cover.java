package dev.sonde.world;

/** How much of each pixel a thing covers, and how much of that is dark. */
final class Cover {
    /** Takes a pixel that is covered at all. */
    @FunctionalInterface
    interface Pixels {
        /**
         * @param covered how many of the pixel's 16 samples are covered
         * @param dark how many of these are dark
         */
        void accept(int x, int y, int covered, int dark);
    }

    private final Thing thing;
    private final Stencil stencil;
    private final int zoom;

    private Cover(Thing thing, int zoom) {
        this.thing = thing;
        this.stencil = thing.stencil();
        this.zoom = zoom;
    }

    /** @param zoom how many times larger than in its scene the thing is, which its pattern must know */
    static Cover of(Thing thing, int zoom) {
        return new Cover(thing, zoom);
    }

    void forEach(Pixels pixels) {
        int lastRow = pixel(thing.top() + stencil.height() - 1);
        int lastColumn = pixel(thing.left() + stencil.width() - 1);
        for (int y = pixel(thing.top()); y <= lastRow; y++) {
            for (int x = pixel(thing.left()); x <= lastColumn; x++) {
                one(x, y, pixels);
            }
        }
    }

    private void one(int x, int y, Pixels pixels) {
        int left = Math.max(0, x * Stencil.PER_PIXEL - thing.left());
        int right = Math.min(stencil.width(), (x + 1) * Stencil.PER_PIXEL - thing.left());
        int top = Math.max(0, y * Stencil.PER_PIXEL - thing.top());
        int bottom = Math.min(stencil.height(), (y + 1) * Stencil.PER_PIXEL - thing.top());
        Fill fill = thing.kind().fill();
        boolean shallowDark = fill.isDark(x / zoom, y / zoom, false);
        boolean deepDark = fill.isDark(x / zoom, y / zoom, true);
        int covered = 0;
        int dark = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                if (stencil.covers(column, row)) {
                    covered++;
                    dark += (stencil.isDeep(column, row) ? deepDark : shallowDark) ? 1 : 0;
                }
            }
        }
        if (covered > 0) {
            pixels.accept(x, y, covered, dark);
        }
    }

    private static int pixel(int sample) {
        return sample / Stencil.PER_PIXEL;
    }
}

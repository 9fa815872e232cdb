package dev.sonde.world;

/** Which parts of a thing are dark; stripes run with the pixels of the image, so that they are the same everywhere. */
enum Fill {
    PLAIN {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return false;
        }
    },
    ROWS {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return y / 2 % 2 == 1;
        }
    },
    COLUMNS {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return x / 2 % 2 == 1;
        }
    },
    CHECKS {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return (x / 3 + y / 3) % 2 == 1;
        }
    },
    RISING {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return (x + y) / 3 % 2 == 1;
        }
    },
    FALLING {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return Math.floorDiv(x - y, 3) % 2 != 0;
        }
    },
    RIM {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return !deep;
        }
    },
    CORE {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return deep;
        }
    },
    LATTICE {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return x % 4 == 0 || y % 4 == 0;
        }
    },
    DOTS {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return x % 3 == 0 && y % 3 == 0;
        }
    },
    THIN_ROWS {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return y % 3 == 0;
        }
    },
    THIN_COLUMNS {
        @Override
        boolean isDark(int x, int y, boolean deep) {
            return x % 3 == 0;
        }
    };

    /**
     * Whether a point is dark.
     *
     * @param x the column of its pixel
     * @param y the row of its pixel
     * @param deep whether it lies away from the thing's edge
     */
    abstract boolean isDark(int x, int y, boolean deep);
}

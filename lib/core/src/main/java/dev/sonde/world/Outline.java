package dev.sonde.world;

/** Which points belong to a thing that heads upwards; both coordinates from -1000 to 1000, {@code v} downwards. */
@FunctionalInterface
interface Outline {
    boolean holds(int u, int v);

    static boolean circle(int u, int v) {
        return disc(u, v, 1000);
    }

    static boolean ring(int u, int v) {
        return disc(u, v, 1000) && !disc(u, v, 520);
    }

    static boolean square(int u, int v) {
        return box(u, v, 900, 900);
    }

    static boolean bar(int u, int v) {
        return box(u, v, 400, 1000);
    }

    static boolean triangle(int u, int v) {
        return v <= 800 && 2 * Math.abs(u) <= v + 1000;
    }

    static boolean arrow(int u, int v) {
        boolean head = v <= 50 && 10 * Math.abs(u) <= 9 * (v + 1000);
        return head || v > 0 && box(u, v, 270, 1000);
    }

    static boolean cross(int u, int v) {
        return box(u, v, 300, 1000) || box(u, v, 1000, 300);
    }

    static boolean tee(int u, int v) {
        return box(u, v, 300, 950) || box(u, v + 650, 900, 300);
    }

    static boolean diamond(int u, int v) {
        return 5 * Math.abs(u) + 4 * Math.abs(v) <= 4000;
    }

    /** Four points, as a star on old maps. */
    static boolean star(int u, int v) {
        int wide = Math.max(Math.abs(u), Math.abs(v));
        int narrow = Math.min(Math.abs(u), Math.abs(v));
        return wide + 2 * narrow <= 1000;
    }

    static boolean moon(int u, int v) {
        return disc(u, v, 1000) && !disc(u - 500, v, 720);
    }

    static boolean heart(int u, int v) {
        boolean lobes = disc(Math.abs(u) - 480, v + 430, 520);
        boolean point = v >= -350 && 1350 * Math.abs(u) <= 1000 * (1000 - v);
        return lobes || point;
    }

    private static boolean disc(int u, int v, int radius) {
        return u * u + v * v <= radius * radius;
    }

    private static boolean box(int u, int v, int halfWidth, int halfHeight) {
        return Math.abs(u) <= halfWidth && Math.abs(v) <= halfHeight;
    }
}

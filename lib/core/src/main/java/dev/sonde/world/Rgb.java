package dev.sonde.world;

/**
 * A colour as the image holds it.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Rgb(int red, int green, int blue) {
    private static final int PERCENT = 100;

    public Rgb {
        if (Math.min(red, Math.min(green, blue)) < 0 || Math.max(red, Math.max(green, blue)) > 255) {
            throw new IllegalArgumentException("no colour: " + red + ", " + green + ", " + blue);
        }
    }

    /** The channel 0 (red), 1 (green) or 2 (blue). */
    int channel(int number) {
        return switch (number) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    /** The colour of a thing's dark parts. */
    Rgb dark() {
        int left = 45;
        return new Rgb(red * left / PERCENT, green * left / PERCENT, blue * left / PERCENT);
    }
}

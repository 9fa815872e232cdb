package dev.sonde.world;

import java.util.Locale;

/** The six colours of things; each thing's own differs from these by a little. */
public enum Colour {
    RED(230, 38, 38),
    GREEN(38, 191, 51),
    BLUE(51, 77, 242),
    YELLOW(242, 230, 51),
    PURPLE(166, 51, 204),
    WHITE(242, 242, 242);

    private final int red;
    private final int green;
    private final int blue;

    Colour(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** The word for it, such as {@code red}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    /** The colour, a little off. */
    Rgb shade(Dice dice) {
        return new Rgb(shade(red, dice), shade(green, dice), shade(blue, dice));
    }

    private static int shade(int channel, Dice dice) {
        return Math.max(0, Math.min(255, channel + dice.between(-15, 15)));
    }
}

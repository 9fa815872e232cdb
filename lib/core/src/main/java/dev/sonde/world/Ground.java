package dev.sonde.world;

import dev.sonde.stats.SplitMix;
import java.util.Objects;

/**
 * What a scene's things lie on: dark, a little coloured, brighter towards one side, and grainy.
 *
 * @param colour in the middle of the image
 * @param across how much brighter the right edge is than the left one, in steps of 255
 * @param down how much brighter the lower edge is than the upper one
 * @param grain what decides the noise
 */
public record Ground(Rgb colour, int across, int down, long grain) {
    private static final int GRAIN_BITS = 21;

    public Ground {
        Objects.requireNonNull(colour, "colour");
    }

    static Ground of(Dice dice) {
        int grey = dice.between(21, 68);
        Rgb colour = new Rgb(grey + dice.between(-8, 8), grey + dice.between(-8, 8), grey + dice.between(-8, 8));
        return new Ground(colour, dice.between(-25, 25), dice.between(-25, 25), dice.bits());
    }

    /** The brightness of one channel, before the noise. */
    int at(int x, int y, int side, int channel) {
        int slope = (across * (2 * x + 1 - side) + down * (2 * y + 1 - side)) / (2 * side);
        return colour.channel(channel) + slope;
    }

    /** The noise of a pixel, all of its channels; see {@link #noise(long, int)}. */
    long noise(int x, int y, int side) {
        return SplitMix.mixed(grain + y * (long) side + x);
    }

    /** The noise of one channel: binomial, of mean 0 and standard deviation 4.6, a fiftieth of the range. */
    static int noise(long pixel, int channel) {
        long own = pixel >>> GRAIN_BITS * channel & (1L << GRAIN_BITS) - 1;
        return 2 * Long.bitCount(own) - GRAIN_BITS;
    }
}

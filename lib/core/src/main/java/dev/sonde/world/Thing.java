package dev.sonde.world;

import dev.sonde.data.Box;
import java.util.Objects;

/**
 * A thing in a scene.
 *
 * @param kind what it is
 * @param colour its colour in words
 * @param shade its colour in the image
 * @param size its size in words
 * @param radius half its extent before it is cut to its outline, in samples (quarters of a pixel)
 * @param heading the way it is turned; {@code UP} for kinds that cannot be seen to be turned
 * @param left its first column of samples
 * @param top its first row of samples
 */
public record Thing(
        Kind kind, Colour colour, Rgb shade, ThingSize size, int radius, Heading heading, int left, int top) {
    public Thing {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(colour, "colour");
        Objects.requireNonNull(shade, "shade");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(heading, "heading");
    }

    /** The smallest box around all that is drawn of the thing, hidden or not, in pixels; exact to a quarter of one. */
    public Box box() {
        double samples = Stencil.PER_PIXEL;
        return Box.pixels(
                left / samples,
                top / samples,
                stencil().width() / samples,
                stencil().height() / samples);
    }

    /** The thing with its centre elsewhere, given in samples and rounded down to whole ones. */
    Thing centredAt(int x, int y) {
        Stencil stencil = stencil();
        return new Thing(kind, colour, shade, size, radius, heading, x - stencil.width() / 2, y - stencil.height() / 2);
    }

    /** The thing as it is in a picture that is larger by a whole number. */
    Thing enlarged(int zoom) {
        return new Thing(kind, colour, shade, size, radius * zoom, heading, left * zoom, top * zoom);
    }

    Stencil stencil() {
        return Stencil.of(kind, heading, radius);
    }

    /** Such as {@code a small red circle}. */
    @Override
    public String toString() {
        return Mention.of(this).withSize(size).text();
    }
}

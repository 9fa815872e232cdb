package dev.sonde.world;

import dev.sonde.data.GridCell;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.Renderable;
import dev.sonde.image.ImageSize;
import dev.sonde.image.RgbImage;
import dev.sonde.plot.Figure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A few things on a ground. No two things of a scene have the same colour and the same kind, so that "a red circle" always
 * tells one from the others.
 *
 * @param number what the world calls it
 * @param side width and height of the image in pixels
 * @param ground what the things lie on
 * @param things the things, the last one on top
 */
public record Scene(int number, int side, Ground ground, List<Thing> things) implements Renderable {
    public Scene {
        Objects.requireNonNull(ground, "ground");
        things = List.copyOf(things);
    }

    /** The name of its image, such as {@code scene-000123}. */
    public String name() {
        return SceneName.of(number);
    }

    /** The size of its image. */
    public ImageSize size() {
        return new ImageSize(side, side);
    }

    /** The image, as models see it. */
    public RgbImage image() {
        return SceneDrawing.draw(this, 1);
    }

    /** The same scene drawn larger and sharper, for people. */
    public RgbImage enlarged(int zoom) {
        return SceneDrawing.draw(this, zoom);
    }

    /**
     * Which thing each pixel shows, row after row: the place in {@link #things()} of the topmost one that covers at least
     * half of the pixel, or -1 for the ground. Teaches an image encoder what it sees, without a word on where.
     */
    public int[] owners() {
        return SceneDrawing.owners(this);
    }

    /** The cell of the 3x3 grid that the centre of a thing's box lies in. */
    public GridCell cell(Thing thing) {
        return GridCell.of(thing.box(), size());
    }

    /** A figure of the scene: as models see it, and enlarged with the boxes. */
    public Figure show() {
        return SceneFigure.of(this);
    }

    @Override
    public MimeBundle render() {
        return show().render();
    }

    /** Such as {@code scene-000123: a small red circle, a large blue bar}. */
    @Override
    public String toString() {
        return name() + ": " + things.stream().map(Thing::toString).collect(Collectors.joining(", "));
    }
}

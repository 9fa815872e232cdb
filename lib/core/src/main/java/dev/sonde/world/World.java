package dev.sonde.world;

import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSource;
import dev.sonde.image.RgbImage;
import dev.sonde.plot.Figure;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A million scenes, each of which follows from its number and the world's seed; none is stored.
 *
 * <pre>{@code
 * World world = World.defaults();
 * world.scene(123).show()
 * world.image("scene-000123")   // 64 x 64 pixels
 * }</pre>
 *
 * @param seed worlds of different seeds share no scene
 * @param side width and height of the images in pixels, 32 to 256
 * @param mostThings how many things a scene has at most, 2 to 6; it has at least two
 */
public record World(long seed, int side, int mostThings) implements ImageSource {
    private static final int VERSION = 1;

    /** @throws SondeException if a number is out of its range */
    public World {
        if (side < 32 || side > 256) {
            throw new SondeException("Scenes of " + side + " pixels' side cannot be drawn", "Give 32 to 256.");
        }
        if (mostThings < 2 || mostThings > 6) {
            throw new SondeException("Scenes of up to " + mostThings + " things cannot be thought up", "Give 2 to 6.");
        }
    }

    /** Seed 11, 64 pixels' side, two to four things. */
    public static World defaults() {
        return new World(11, 64, 4);
    }

    /** With another seed. */
    public World withSeed(long number) {
        return new World(number, side, mostThings);
    }

    /** With images of another size. */
    public World withSide(int pixels) {
        return new World(seed, pixels, mostThings);
    }

    /** With more or fewer things in a scene. */
    public World withMostThings(int count) {
        return new World(seed, side, count);
    }

    /** What changes whenever the same seed no longer gives the same pixels and texts. */
    public String version() {
        return "mini-world-" + VERSION;
    }

    /**
     * The scene of a number.
     *
     * @param number 0 to 999,999
     * @throws SondeException if it is none of these
     */
    public Scene scene(int number) {
        if (number < 0 || number >= SceneName.SCENES) {
            throw new SondeException(
                    "The mini world has no scene " + number, "Give a number from 0 to " + (SceneName.SCENES - 1) + ".");
        }
        return SceneGenerator.scene(number, side, mostThings, dice(Purpose.SCENE, number));
    }

    /**
     * The scene of a name.
     *
     * @param name such as {@code scene-000123}
     * @throws SondeException if there is none of this name
     */
    public Scene scene(String name) {
        return scene(SceneName.number(name));
    }

    /** The image of a scene, drawn anew each time. */
    @Override
    public RgbImage image(String name) {
        return scene(name).image();
    }

    /** Its sizes, seed and {@link #version} and the name, from which the scene follows. */
    @Override
    public List<String> fingerprints(List<String> names) {
        return names.stream().map(name -> version() + " " + this + " " + name).toList();
    }

    /** The scenes of the numbers from {@code first} on, side by side. */
    public Figure sheet(int first, int count) {
        List<Scene> scenes =
                IntStream.range(first, first + count).mapToObj(this::scene).toList();
        return SceneFigure.sheet("Scenes of the mini world", scenes);
    }

    /** What random numbers are for: scenes and texts have streams of their own, so that none depends on the others. */
    enum Purpose {
        SCENE,
        CAPTION,
        EXPRESSION,
        STATEMENT,
        CELL,
        QUESTION
    }

    /** The random numbers for something. */
    Dice dice(Purpose purpose, long number) {
        return new Dice(VERSION, seed, purpose.ordinal(), number);
    }
}

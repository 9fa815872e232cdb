package dev.sonde.world;

import dev.sonde.data.Example;
import dev.sonde.data.ReferringExpression;
import dev.sonde.data.Split;
import dev.sonde.data.Task;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tasks of the mini world, the paper's three, and what its models are trained with before.
 *
 * <p>All of it follows from the world and the sizes, is made when it is asked for and kept nowhere. The images of the
 * examples come from the {@link #world()} by their names. Captions and questions are those of the training scenes, unless
 * asked for of others; validation and test scenes are new to every model.
 *
 * <pre>{@code
 * WorldData data = WorldData.of(World.defaults());
 * Task vsr = data.vsr();
 * RgbImage image = data.world().image(vsr.test().examples().get(0).image());
 * }</pre>
 *
 * @param world where the scenes come from
 * @param sizes how many scenes the splits have
 * @param statements of which relations VSR's counterpart is made
 * @param captions how captions speak of location
 */
public record WorldData(World world, WorldSizes sizes, StatementOptions statements, CaptionOptions captions) {
    public WorldData {
        Objects.requireNonNull(world, "world");
        Objects.requireNonNull(sizes, "sizes");
        Objects.requireNonNull(statements, "statements");
        Objects.requireNonNull(captions, "captions");
    }

    /** The data of a world, with the default sizes and options. */
    public static WorldData of(World world) {
        return new WorldData(world, WorldSizes.defaults(), StatementOptions.defaults(), CaptionOptions.defaults());
    }

    /** With other sizes. */
    public WorldData withSizes(WorldSizes other) {
        return new WorldData(world, other, statements, captions);
    }

    /** With statements of other relations. */
    public WorldData withStatements(StatementOptions other) {
        return new WorldData(world, sizes, other, captions);
    }

    /** With captions that speak of location in another way. */
    public WorldData withCaptions(CaptionOptions other) {
        return new WorldData(world, sizes, statements, other);
    }

    /** The scenes of a split. */
    public List<Scene> scenes(WorldPart part) {
        return IntStream.range(part.first(), part.first() + sizes.scenes(part))
                .mapToObj(world::scene)
                .toList();
    }

    /** The names of the images of a split's scenes. */
    public List<String> images(WorldPart part) {
        return IntStream.range(part.first(), part.first() + sizes.scenes(part))
                .mapToObj(SceneName::of)
                .toList();
    }

    /**
     * Captions of a scene, each with a false twin; the same for the same options.
     *
     * @param count how many; more of them start with the fewer
     */
    public List<Caption> captions(Scene scene, int count) {
        Captions writer = new Captions(scene, captions, world.dice(World.Purpose.CAPTION, scene.number()));
        return Stream.generate(writer::next).limit(count).toList();
    }

    /** Questions about a scene that need no location, with their answers. */
    public List<Question> questions(Scene scene, int count) {
        Questions asker = new Questions(scene, world.dice(World.Purpose.QUESTION, scene.number()));
        return Stream.generate(asker::next).limit(count).toList();
    }

    /** Expressions that refer to one thing of a scene each; see {@link WorldSizes#expressionsPerScene()}. */
    public List<ReferringExpression> expressions(Scene scene) {
        return expressions(scene, world.dice(World.Purpose.EXPRESSION, scene.number()));
    }

    /** Which box does an expression refer to? Tagged by kind and group. */
    public Task refCocoG() {
        return task("RefCOCOg", part -> scenes(part).stream()
                .flatMap(scene -> expressions(scene).stream()
                        .map(one -> RegionStrata.tagged(
                                one.example(), thing(scene, one).kind())))
                .toList());
    }

    /** Is a statement of two things true? Tagged by relation and category; see {@link Relation}. */
    public Task vsr() {
        return task("VSR", part -> new Statements(scenes(part), world.dice(World.Purpose.STATEMENT, part.first()))
                .examples("world/vsr/" + part.label(), sizes.statements(part), statements));
    }

    /** Is a thing in this cell? Made by the builder of the real data, within each kind and size; tagged by them. */
    public Task rcm() {
        return task("RCM", this::cells);
    }

    private List<Example> cells(WorldPart part) {
        List<Scene> scenes = scenes(part);
        List<ReferringExpression> all = scenes.stream()
                .flatMap(scene -> new Expressions(scene, world.dice(World.Purpose.CELL, scene.number()))
                        .ofAllByAttributes().stream())
                .toList();
        Function<ReferringExpression, Thing> thingOf =
                one -> thing(scenes.get((int) one.imageId() - part.first()), one);
        return new RegionStrata(thingOf, world.dice(World.Purpose.CELL, -1 - part.first()))
                .examples("RCM " + part.label(), all);
    }

    private List<ReferringExpression> expressions(Scene scene, Dice dice) {
        return new Expressions(scene, dice).some(sizes.expressionsPerScene());
    }

    private static Thing thing(Scene scene, ReferringExpression expression) {
        return scene.things().get(Expressions.place(expression));
    }

    private static Task task(String name, Function<WorldPart, List<Example>> examples) {
        Function<WorldPart, Split> split = part -> new Split(name + " " + part.label(), examples.apply(part));
        return new Task(
                name, split.apply(WorldPart.TRAIN), split.apply(WorldPart.VALIDATION), split.apply(WorldPart.TEST));
    }
}

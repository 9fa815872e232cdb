package dev.sonde.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.data.Box;
import dev.sonde.data.GridCell;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import dev.sonde.image.RgbImage;
import dev.sonde.plot.Mark;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneTest {
    private static final World WORLD = World.defaults();
    /** Dark, yet bright enough to keep all of its noise: a sixteenth of a thing shows on it. */
    private static final Ground LIT = new Ground(new Rgb(30, 30, 30), 0, 0, 0);

    private static final int SCENES = 300;

    /** To be changed together with the version of the world. */
    private static final String PIXELS = "929c531f087e03db07fc12a6a92efc789df9fa4d3e37a5ab54b7e55be52c9423";

    @Test
    void sameSeedDrawsTheSamePixelsOnEveryPlatform() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        IntStream.range(0, 200)
                .forEach(i -> digest.update(WORLD.scene(i).image().samples()));
        IntStream.range(0, 20)
                .forEach(i -> digest.update(
                        WORLD.withSide(56).withSeed(3).scene(i).image().samples()));
        assertThat(WORLD.version()).isEqualTo("mini-world-1");
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(PIXELS);
    }

    @Test
    void imageIsFoundByTheNameOfItsScene() {
        Scene scene = WORLD.scene(123);
        assertThat(scene.name()).isEqualTo("scene-000123");
        assertThat(WORLD.scene("scene-000123")).isEqualTo(scene);
        assertThat(WORLD.image("scene-000123").samples())
                .isEqualTo(scene.image().samples());
        assertThat(scene.image().size()).isEqualTo(new ImageSize(64, 64));
    }

    @Test
    void scenesDiffer() {
        Set<String> seen = new HashSet<>();
        for (World world : List.of(WORLD, WORLD.withSeed(12))) {
            IntStream.range(0, SCENES)
                    .forEach(
                            i -> seen.add(Arrays.toString(world.scene(i).image().samples())));
        }
        assertThat(seen).hasSize(2 * SCENES);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 56, 64, 100})
    void pixelsOutsideAllBoxesShowTheGround(int side) {
        for (Scene scene : scenes(side)) {
            RgbImage empty = new Scene(scene.number(), side, scene.ground(), List.of()).image();
            RgbImage full = scene.image();
            int[] owners = scene.owners();
            List<Integer> wrong = IntStream.range(0, side * side)
                    .filter(i -> !isInAnyBox(scene, i % side, i / side))
                    .filter(i -> owners[i] != -1
                            || full.sample(i % side, i / side, 0) != empty.sample(i % side, i / side, 0))
                    .boxed()
                    .toList();
            assertThat(wrong).as(scene.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {56, 64})
    void boxIsAsTightAsTheDrawnPixels(int side) {
        for (Scene scene : scenes(side)) {
            for (Thing thing : scene.things()) {
                Rgb white = new Rgb(255, 255, 255);
                Thing bright = new Thing(
                        thing.kind(),
                        thing.colour(),
                        white,
                        thing.size(),
                        thing.radius(),
                        thing.heading(),
                        thing.left(),
                        thing.top());
                Box box = thing.box();
                assertThat(litBounds(bright, side))
                        .as(thing + " of " + scene.name())
                        .isEqualTo(Box.corners(
                                Math.floor(box.x()),
                                Math.floor(box.y()),
                                Math.ceil(box.x1()),
                                Math.ceil(box.y1()),
                                box.frame()));
            }
        }
    }

    @Test
    void boxIsTightToTheQuarterOfAPixel() {
        for (Kind kind : Kind.values()) {
            for (Heading heading : Heading.values()) {
                Stencil stencil = Stencil.of(kind, heading, 27);
                int right = stencil.width() - 1;
                int bottom = stencil.height() - 1;
                IntStream columns = IntStream.rangeClosed(0, right);
                IntStream rows = IntStream.rangeClosed(0, bottom);
                assertThat(columns.filter(column -> stencil.covers(column, 0)).count())
                        .isPositive();
                assertThat(IntStream.rangeClosed(0, right).filter(column -> stencil.covers(column, bottom)))
                        .isNotEmpty();
                assertThat(rows.filter(row -> stencil.covers(0, row)).count()).isPositive();
                assertThat(IntStream.rangeClosed(0, bottom).filter(row -> stencil.covers(right, row)))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void areasOfOutlinesAreThoseOfGeometry() {
        assertThat(share(Kind.CIRCLE)).isCloseTo(Math.PI / 4, within());
        assertThat(share(Kind.RING)).isCloseTo(Math.PI / 4 * (1 - 0.52 * 0.52), within());
        assertThat(share(Kind.SQUARE)).isCloseTo(1, within());
        assertThat(share(Kind.TRIANGLE)).isCloseTo(0.5, within());
        assertThat(share(Kind.DIAMOND)).isCloseTo(0.5, within());
        assertThat(share(Kind.CROSS)).isCloseTo((4 * 0.6 - 0.36) / 4, within());
        assertThat(share(Kind.STAR)).isCloseTo(1 / 3.0, within());
    }

    @Test
    void headingTurnsTheTip() {
        Stencil up = Stencil.of(Kind.TRIANGLE, Heading.UP, 40);
        Stencil right = Stencil.of(Kind.TRIANGLE, Heading.RIGHT, 40);
        assertThat(coverOfRow(up, 0)).isLessThan(coverOfRow(up, up.height() - 1));
        assertThat(coverOfColumn(right, right.width() - 1)).isLessThan(coverOfColumn(right, 0));
        assertThat(up.width()).isEqualTo(right.height());
    }

    @Test
    void coloursAndKindsTellThingsApart() {
        for (Scene scene : scenes(64)) {
            long different = scene.things().stream()
                    .map(thing -> thing.colour() + " " + thing.kind())
                    .distinct()
                    .count();
            assertThat(different).isEqualTo(scene.things().size()).isBetween(2L, 4L);
        }
    }

    @Test
    void everyThingLiesInTheImageAndIsSeen() {
        for (Scene scene : scenes(64)) {
            int[] owners = scene.owners();
            for (int i = 0; i < scene.things().size(); i++) {
                int thing = i;
                Thing one = scene.things().get(i);
                assertThat(one.box().isInside(scene.size(), 0)).isTrue();
                long seen =
                        Arrays.stream(owners).filter(owner -> owner == thing).count();
                assertThat(seen).as(one + " of " + scene.name()).isGreaterThan(15);
            }
        }
    }

    @Test
    void sizesDoNotOverlap() {
        List<Thing> things =
                scenes(64).stream().flatMap(scene -> scene.things().stream()).toList();
        int largestSmall = radii(things, ThingSize.SMALL).max().orElseThrow();
        assertThat(radii(things, ThingSize.LARGE).min().orElseThrow()).isGreaterThan(largestSmall + 4);
    }

    @Test
    void groupsHoldAllKindsAndShareOutAllThings() {
        assertThat(Arrays.stream(KindGroup.values()).flatMap(group -> group.kinds().stream()))
                .containsExactlyInAnyOrder(Kind.values());
        assertThat(Arrays.stream(KindGroup.values())
                        .mapToInt(KindGroup::frequency)
                        .sum())
                .isEqualTo(100);
        List<Thing> things = IntStream.range(0, 3000)
                .boxed()
                .flatMap(i -> WORLD.scene(i).things().stream())
                .toList();
        for (KindGroup group : KindGroup.values()) {
            long count = things.stream()
                    .filter(thing -> thing.kind().group() == group)
                    .count();
            assertThat(100.0 * count / things.size()).isCloseTo(group.frequency(), Offset.offset(2.5));
        }
    }

    @Test
    void enlargedSceneIsTheSameSceneLarger() {
        Scene scene = WORLD.scene(3);
        RgbImage large = scene.enlarged(4);
        assertThat(large.size()).isEqualTo(new ImageSize(256, 256));
        int[] difference = new int[64 * 64];
        for (int i = 0; i < difference.length; i++) {
            int x = i % 64;
            int y = i / 64;
            int sum = IntStream.range(0, 16)
                    .map(j -> large.sample(4 * x + j % 4, 4 * y + j / 4, 0))
                    .sum();
            difference[i] = Math.abs(sum / 16 - scene.image().sample(x, y, 0));
        }
        assertThat(Arrays.stream(difference).average().orElseThrow()).isLessThan(1.5);
    }

    @Test
    void sceneIsShownWithTheBoxOfEachThing() {
        Scene scene = WORLD.scene(3);
        long boxes = scene.show().panels().stream()
                .flatMap(panel -> panel.marks().stream())
                .filter(Mark.Rectangle.class::isInstance)
                .count();
        assertThat(boxes).isEqualTo(scene.things().size());
        assertThat(scene.show().caption()).contains(scene.things().get(0).toString());
        assertThat(scene.render().forms()).containsKeys(MimeBundle.TEXT, MimeBundle.PNG);
        assertThat(WORLD.sheet(0, 6).panels()).hasSize(6);
    }

    @Test
    void wrongNamesAndNumbersAreRefused() {
        for (String name : List.of("scene-12", "scene-0000123", "000000000309.jpg", "")) {
            assertThatThrownBy(() -> WORLD.image(name))
                    .isInstanceOf(SondeException.class)
                    .hasMessageContaining("no image " + name);
        }
        assertThatThrownBy(() -> WORLD.scene(-1)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> WORLD.scene(1_000_000)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> WORLD.withSide(16)).isInstanceOf(SondeException.class);
        assertThatThrownBy(() -> WORLD.withMostThings(1)).isInstanceOf(SondeException.class);
    }

    @Test
    void cellsAreThoseOfTheRealTask() {
        Scene scene = WORLD.scene(0);
        for (Thing thing : scene.things()) {
            assertThat(scene.cell(thing)).isEqualTo(GridCell.of(thing.box(), scene.size()));
        }
    }

    private static List<Scene> scenes(int side) {
        World world = WORLD.withSide(side);
        return IntStream.range(0, 60).mapToObj(world::scene).toList();
    }

    private static boolean isInAnyBox(Scene scene, int x, int y) {
        return scene.things().stream()
                .map(Thing::box)
                .anyMatch(box -> x + 1 > box.x() && x < box.x1() && y + 1 > box.y() && y < box.y1());
    }

    /** The bounds of the pixels that a thing changes. */
    private static Box litBounds(Thing thing, int side) {
        RgbImage image = new Scene(0, side, LIT, List.of(thing)).image();
        RgbImage empty = new Scene(0, side, LIT, List.of()).image();
        List<Integer> lit = IntStream.range(0, side * side)
                .filter(i -> image.sample(i % side, i / side, 0) != empty.sample(i % side, i / side, 0))
                .boxed()
                .toList();
        int left = lit.stream().mapToInt(i -> i % side).min().orElseThrow();
        int right = lit.stream().mapToInt(i -> i % side).max().orElseThrow();
        int top = lit.stream().mapToInt(i -> i / side).min().orElseThrow();
        int bottom = lit.stream().mapToInt(i -> i / side).max().orElseThrow();
        return Box.pixels(left, top, right + 1 - left, bottom + 1 - top);
    }

    private static double share(Kind kind) {
        Stencil stencil = Stencil.of(kind, Heading.UP, 50);
        long covered = IntStream.range(0, stencil.width() * stencil.height())
                .filter(i -> stencil.covers(i % stencil.width(), i / stencil.width()))
                .count();
        return (double) covered / (stencil.width() * stencil.height());
    }

    private static Offset<Double> within() {
        return Offset.offset(0.02);
    }

    private static long coverOfRow(Stencil stencil, int row) {
        return IntStream.range(0, stencil.width())
                .filter(column -> stencil.covers(column, row))
                .count();
    }

    private static long coverOfColumn(Stencil stencil, int column) {
        return IntStream.range(0, stencil.height())
                .filter(row -> stencil.covers(column, row))
                .count();
    }

    private static IntStream radii(List<Thing> things, ThingSize size) {
        return things.stream().filter(thing -> thing.size() == size).mapToInt(Thing::radius);
    }
}

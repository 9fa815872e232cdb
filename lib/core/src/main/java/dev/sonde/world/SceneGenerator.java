package dev.sonde.world;

import dev.sonde.data.Box;
import dev.sonde.data.GridCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Thinks a scene up.
 *
 * <p>A thing's cell is drawn before its place in it, so that small and large things are equally often in each. Things
 * may touch, but lie over one another only where a small one is put into a large one of another colour.
 */
final class SceneGenerator {
    private static final int FEWEST = 2;
    private static final int TRIES = 30;
    /** How often a thing has the kind or the colour of an earlier one, which makes phrases necessary that tell them apart. */
    private static final int ALIKE_PERCENT = 40;
    /** How often a small thing goes into a large one, where there is one. */
    private static final int INTO_PERCENT = 40;

    private final Dice dice;
    private final int side;
    private final int samples;
    private final List<Thing> things = new ArrayList<>();

    private SceneGenerator(Dice dice, int side) {
        this.dice = dice;
        this.side = side;
        this.samples = side * Stencil.PER_PIXEL;
    }

    static Scene scene(int number, int side, int mostThings, Dice dice) {
        Ground ground = Ground.of(dice);
        List<Thing> things = List.of();
        while (things.size() < FEWEST) {
            things = new SceneGenerator(dice, side).things(dice.between(FEWEST, mostThings));
        }
        return new Scene(number, side, ground, things);
    }

    private List<Thing> things(int count) {
        for (int i = 0; i < count; i++) {
            for (int attempt = 0; attempt < TRIES && things.size() == i; attempt++) {
                tried().ifPresent(things::add);
            }
            if (things.size() == i) {
                return things;
            }
        }
        return things;
    }

    private Optional<Thing> tried() {
        Thing thing = unplaced();
        boolean known = things.stream().anyMatch(other -> isSame(thing, other));
        if (known) {
            return Optional.empty();
        }
        Optional<Thing> host = host(thing);
        Thing placed = host.map(large -> inside(thing, large)).orElseGet(() -> somewhere(thing));
        boolean free = things.stream().allMatch(other -> isHost(host, other) || isApart(placed, other));
        return free ? Optional.of(placed) : Optional.empty();
    }

    private Thing unplaced() {
        Kind kind = dice.of(group().kinds());
        Colour colour = dice.of(List.of(Colour.values()));
        if (!things.isEmpty() && dice.percent(ALIKE_PERCENT)) {
            Thing earlier = dice.of(things);
            boolean sameKind = dice.percent(50);
            kind = sameKind ? earlier.kind() : kind;
            colour = sameKind ? colour : earlier.colour();
        }
        ThingSize size = dice.percent(kind.group().largePercent()) ? ThingSize.LARGE : ThingSize.SMALL;
        Heading heading = kind.isHeaded() ? dice.of(List.of(Heading.values())) : Heading.UP;
        return new Thing(kind, colour, colour.shade(dice), size, size.radius(samples, dice), heading, 0, 0);
    }

    private KindGroup group() {
        int drawn = dice.below(100);
        for (KindGroup group : KindGroup.values()) {
            drawn -= group.frequency();
            if (drawn < 0) {
                return group;
            }
        }
        throw new IllegalStateException("the frequencies of the groups make less than 100");
    }

    /** The thing that this one goes into, if any. */
    private Optional<Thing> host(Thing thing) {
        List<Thing> hosts = things.stream()
                .filter(other -> other.size() == ThingSize.LARGE && other.kind().canHold())
                .filter(other -> other.colour() != thing.colour())
                .toList();
        boolean goes = thing.size() == ThingSize.SMALL && !hosts.isEmpty() && dice.percent(INTO_PERCENT);
        return goes ? Optional.of(dice.of(hosts)) : Optional.empty();
    }

    private Thing inside(Thing thing, Thing host) {
        int play = Math.max(0, host.radius() * 7 / 10 - thing.radius());
        return thing.centredAt(
                host.left() + host.stencil().width() / 2 + dice.between(-play, play),
                host.top() + host.stencil().height() / 2 + dice.between(-play, play));
    }

    private Thing somewhere(Thing thing) {
        boolean central = dice.percent(thing.kind().group().centralPercent());
        GridCell cell = central ? GridCell.MIDDLE : dice.of(List.of(GridCell.values()));
        return thing.centredAt(place(cell.column(), thing.radius()), place(cell.row(), thing.radius()));
    }

    /** A centre in one third of the image, so far from its edge that a pixel is left beside the thing. */
    private int place(int third, int radius) {
        int margin = radius + Stencil.PER_PIXEL;
        int low = Math.max(margin, (samples * third + GridCell.SIDE - 1) / GridCell.SIDE);
        int high = Math.min(samples - margin, samples * (third + 1) / GridCell.SIDE - 1);
        return dice.between(low, high);
    }

    private static boolean isSame(Thing one, Thing other) {
        return one.kind() == other.kind() && one.colour() == other.colour();
    }

    private static boolean isHost(Optional<Thing> host, Thing other) {
        return host.filter(large -> large == other).isPresent();
    }

    /** Whether the boxes overlap by no more than a pixel. */
    private boolean isApart(Thing one, Thing other) {
        Box a = one.box();
        Box b = other.box();
        double across = Math.max(a.x() - b.x1(), b.x() - a.x1());
        double down = Math.max(a.y() - b.y1(), b.y() - a.y1());
        return Math.max(across, down) > -side / 64.0;
    }
}

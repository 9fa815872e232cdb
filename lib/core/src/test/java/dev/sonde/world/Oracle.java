package dev.sonde.world;

import dev.sonde.data.Box;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges texts by their words and by angles and distances of boxes: by other means than those that made them.
 *
 * <p>Answers -1 (false), 1 (true) and 0 (neither clearly).
 */
final class Oracle {
    private static final Pattern STATEMENT =
            Pattern.compile("an? (\\w+) (\\w+) (?:is |points )?(.+) an? (\\w+) (\\w+)");

    private final Scene scene;

    Oracle(Scene scene) {
        this.scene = scene;
    }

    /** Of a text such as {@code a red circle is left of a blue bar}. */
    int statement(String text) {
        Matcher matcher = STATEMENT.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("no statement: " + text);
        }
        return relation(
                matcher.group(3), named(matcher.group(1), matcher.group(2)), named(matcher.group(4), matcher.group(5)));
    }

    /** The things that all of these words are true of. */
    List<Thing> described(String words) {
        List<String> all = List.of(words.split(" "));
        return scene.things().stream()
                .filter(thing -> all.stream().allMatch(word -> isTrue(word, thing)))
                .toList();
    }

    /** Whether a caption names a colour and kind that the scene has not. */
    boolean namesSomethingAbsent(String caption) {
        return Pattern.compile("(red|green|blue|yellow|purple|white) (\\w+)")
                .matcher(caption)
                .results()
                .anyMatch(this::isAbsent);
    }

    int relation(String name, Thing a, Thing b) {
        double across = x(b) - x(a);
        double down = y(b) - y(a);
        double distance = Math.hypot(across, down);
        double gap = gap(a, b);
        boolean nested = liesIn(a, b) || liesIn(b, a);
        return switch (name) {
            case "left of" -> clear(isTowards(across, down, 0), across < 0);
            case "right of" -> clear(isTowards(across, down, 180), across > 0);
            case "above" -> clear(isTowards(across, down, 90), down < 0);
            case "below" -> clear(isTowards(across, down, -90), down > 0);
            case "at the left side of" -> clear(isTowards(across, down, 0) && gap < 10, across < 0 || gap >= 18);
            case "at the right side of" -> clear(isTowards(across, down, 180) && gap < 10, across > 0 || gap >= 18);
            case "adjacent to", "next to" -> clear(!nested && gap < 5, !nested && gap >= 12);
            case "near" -> clear(distance < 20, distance >= 30);
            case "far from" -> clear(distance >= 32, distance < 22);
            case "touching" -> clear(!nested && gap < 1.5, !nested && gap >= 6);
            case "detached from" -> clear(gap >= 6, gap < 1.5);
            case "inside" -> clear(liesIn(a, b), !liesIn(a, b));
            case "contains" -> clear(liesIn(b, a), !liesIn(b, a));
            case "toward", "facing" -> clear(turn(a, across, down) < 41.4, turn(a, across, down) > 78.4);
            case "away from", "facing away from" -> clear(turn(a, across, down) > 138.6, turn(a, across, down) < 101.6);
            case "parallel to" -> sameAxis(a, b) ? 1 : -1;
            case "perpendicular to" -> sameAxis(a, b) ? -1 : 1;
            case "opposite to" -> opposite(a, b);
            default -> throw new AssertionError("no relation: " + name);
        };
    }

    private Thing named(String colour, String kind) {
        List<Thing> things = described(colour + " " + kind);
        if (things.size() != 1) {
            throw new AssertionError(things.size() + " things are a " + colour + " " + kind + " in " + scene);
        }
        return things.get(0);
    }

    private boolean isAbsent(MatchResult pair) {
        return described(pair.group(1) + " " + pair.group(2)).isEmpty();
    }

    private static boolean isTrue(String word, Thing thing) {
        return word.equals("object")
                || List.of(
                                thing.size().name(),
                                thing.colour().name(),
                                thing.kind().name())
                        .contains(word.toUpperCase(Locale.ROOT));
    }

    private static int clear(boolean yes, boolean no) {
        return yes ? 1 : no ? -1 : 0;
    }

    /** Whether the way to the object is within 45 degrees of a direction (0 is right, 90 down), and 8 long along it. */
    private static boolean isTowards(double across, double down, double direction) {
        double off = Math.abs(turned(Math.toDegrees(Math.atan2(down, across)) - direction));
        return off < 45 && Math.hypot(across, down) * Math.cos(Math.toRadians(off)) > 8;
    }

    /** The angle between the heading and the way to the object, in degrees. */
    private static double turn(Thing thing, double across, double down) {
        double heading =
                switch (thing.heading()) {
                    case RIGHT -> 0;
                    case DOWN -> 90;
                    case LEFT -> 180;
                    case UP -> -90;
                };
        return Math.abs(turned(Math.toDegrees(Math.atan2(down, across)) - heading));
    }

    private static double turned(double degrees) {
        return ((degrees + 180) % 360 + 360) % 360 - 180;
    }

    private static boolean sameAxis(Thing a, Thing b) {
        return (a.heading().ordinal() + b.heading().ordinal()) % 2 == 0;
    }

    private int opposite(Thing a, Thing b) {
        boolean mirrored = Math.abs((x(a) + x(b)) / 2 - 32) < 8 && Math.abs((y(a) + y(b)) / 2 - 32) < 8;
        boolean sameQuarter = x(a) < 32 == x(b) < 32 && y(a) < 32 == y(b) < 32;
        return clear(mirrored && Math.hypot(x(a) - x(b), y(a) - y(b)) >= 20, sameQuarter);
    }

    private double gap(Thing a, Thing b) {
        double right = Math.max(0, Math.max(left(b) - right(a), left(a) - right(b)));
        double under = Math.max(0, Math.max(top(b) - bottom(a), top(a) - bottom(b)));
        return Math.hypot(right, under);
    }

    private boolean liesIn(Thing a, Thing b) {
        return left(a) + 1 >= left(b) && top(a) + 1 >= top(b) && right(a) - 1 <= right(b) && bottom(a) - 1 <= bottom(b);
    }

    private double x(Thing thing) {
        return (left(thing) + right(thing)) / 2;
    }

    private double y(Thing thing) {
        return (top(thing) + bottom(thing)) / 2;
    }

    private double left(Thing thing) {
        return unit(thing).x() * 64;
    }

    private double right(Thing thing) {
        return unit(thing).x1() * 64;
    }

    private double top(Thing thing) {
        return unit(thing).y() * 64;
    }

    private double bottom(Thing thing) {
        return unit(thing).y1() * 64;
    }

    private Box unit(Thing thing) {
        return thing.box().toUnit(scene.size());
    }
}

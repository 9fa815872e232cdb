package dev.sonde.world;

import dev.sonde.data.RelationCategory;
import java.util.function.Function;

/**
 * The relations of which statements are made: three to four for each of VSR's seven categories, under VSR's names.
 *
 * <p>Each is a rule on the boxes (and headings) of two things with a margin: in between it is {@link Holds#UNCLEAR}, as it
 * is for pairs to which it does not apply. Lengths are in 64ths of the image's side.
 */
public enum Relation {
    ADJACENT_TO(
            RelationCategory.ADJACENCY,
            "is adjacent to",
            pair -> Holds.of(!pair.isNested() && pair.isGapBelow(5), !pair.isNested() && !pair.isGapBelow(12))),
    AT_THE_LEFT_SIDE_OF(
            RelationCategory.ADJACENCY, "is at the left side of", pair -> atTheSide(pair, pair.across(), pair.down())),
    AT_THE_RIGHT_SIDE_OF(
            RelationCategory.ADJACENCY,
            "is at the right side of",
            pair -> atTheSide(pair, -pair.across(), pair.down())),
    TOWARD(RelationCategory.DIRECTIONAL, "points toward", pair -> heading(pair, Kind.ARROW, true)),
    AWAY_FROM(RelationCategory.DIRECTIONAL, "points away from", pair -> heading(pair, Kind.ARROW, false)),
    FACING(RelationCategory.ORIENTATION, "is facing", pair -> heading(pair, Kind.TRIANGLE, true)),
    FACING_AWAY_FROM(RelationCategory.ORIENTATION, "is facing away from", pair -> heading(pair, Kind.TRIANGLE, false)),
    PARALLEL_TO(RelationCategory.ORIENTATION, "is parallel to", pair -> parallel(pair, true)),
    PERPENDICULAR_TO(RelationCategory.ORIENTATION, "is perpendicular to", pair -> parallel(pair, false)),
    LEFT_OF(RelationCategory.PROJECTIVE, "is left of", pair -> beyond(pair.across(), pair.down())),
    RIGHT_OF(RelationCategory.PROJECTIVE, "is right of", pair -> beyond(-pair.across(), pair.down())),
    ABOVE(RelationCategory.PROJECTIVE, "is above", pair -> beyond(pair.down(), pair.across())),
    BELOW(RelationCategory.PROJECTIVE, "is below", pair -> beyond(-pair.down(), pair.across())),
    NEAR(RelationCategory.PROXIMITY, "is near", pair -> Holds.of(pair.isWithin(20), !pair.isWithin(30))),
    FAR_FROM(RelationCategory.PROXIMITY, "is far from", pair -> Holds.of(!pair.isWithin(32), pair.isWithin(22))),
    TOUCHING(
            RelationCategory.TOPOLOGICAL,
            "is touching",
            pair -> Holds.of(!pair.isNested() && pair.isGapBelow(1.5), !pair.isNested() && !pair.isGapBelow(6))),
    DETACHED_FROM(
            RelationCategory.TOPOLOGICAL,
            "is detached from",
            pair -> Holds.of(!pair.isGapBelow(6), pair.isGapBelow(1.5))),
    INSIDE(RelationCategory.TOPOLOGICAL, "is inside", Relation::inside),
    CONTAINS(RelationCategory.TOPOLOGICAL, "contains", pair -> inside(pair.swapped())),
    NEXT_TO(
            RelationCategory.UNALLOCATED,
            "is next to",
            pair -> Holds.of(!pair.isNested() && pair.isGapBelow(5), !pair.isNested() && !pair.isGapBelow(12))),
    OPPOSITE_TO(RelationCategory.UNALLOCATED, "is opposite to", Relation::opposite);

    private static final double CLEAR = 8;

    private final RelationCategory category;
    private final String words;
    private final Function<Pair, Holds> rule;

    Relation(RelationCategory category, String words, Function<Pair, Holds> rule) {
        this.category = category;
        this.words = words;
        this.rule = rule;
    }

    /** VSR's category of it. */
    public RelationCategory category() {
        return category;
    }

    /** VSR's name of it, such as {@code left of}. */
    public String label() {
        return words.replaceFirst("^(is|points) ", "");
    }

    /** What stands between two mentions in a statement, such as {@code is left of}. */
    public String words() {
        return words;
    }

    /** Whether the relation holds between two things in an image of {@code side} x {@code side} pixels. */
    public Holds between(Thing subject, Thing object, int side) {
        return of(Pair.of(subject, object, side));
    }

    @Override
    public String toString() {
        return label();
    }

    Holds of(Pair pair) {
        return rule.apply(pair);
    }

    /** @param ahead how far the object lies on, in the relation's direction */
    private static Holds beyond(double ahead, double aside) {
        return Holds.of(ahead > CLEAR && ahead > Math.abs(aside), ahead < 0);
    }

    private static Holds atTheSide(Pair pair, double ahead, double aside) {
        boolean yes = beyond(ahead, aside) == Holds.YES && pair.isGapBelow(10);
        return Holds.of(yes, ahead < 0 || !pair.isGapBelow(18));
    }

    /** Of things that could: a small one, and a large one that can hold it. */
    private static Holds inside(Pair pair) {
        Thing host = pair.object();
        boolean could = host.size() == ThingSize.LARGE
                && host.kind().canHold()
                && pair.subject().size() == ThingSize.SMALL;
        return could ? Holds.of(pair.isSubjectInside()) : Holds.UNCLEAR;
    }

    /** On opposite sides of the image's centre. */
    private static Holds opposite(Pair pair) {
        double middle = Pair.SIDE / 2;
        double x0 = pair.subjectBox().centreX() - middle;
        double y0 = pair.subjectBox().centreY() - middle;
        double x1 = pair.objectBox().centreX() - middle;
        double y1 = pair.objectBox().centreY() - middle;
        boolean mirrored = Math.abs(x0 + x1) < 16 && Math.abs(y0 + y1) < 16 && !pair.isWithin(20);
        return Holds.of(mirrored, x0 * x1 > 0 && y0 * y1 > 0);
    }

    /** Within 41 degrees of the straight line yes, beyond 78 degrees no. */
    private static Holds heading(Pair pair, Kind kind, boolean towards) {
        if (pair.subject().kind() != kind || pair.isNested()) {
            return Holds.UNCLEAR;
        }
        Heading heading = pair.subject().heading();
        double along = heading.across() * pair.across() + heading.down() * pair.down();
        double ahead = towards ? along : -along;
        double cosine2 = ahead * ahead / Math.max(pair.squaredDistance(), 1e-6);
        return Holds.of(ahead > 0 && cosine2 > 0.75 * 0.75, ahead < 0 || cosine2 < 0.2 * 0.2);
    }

    /** Of bars and arrows. */
    private static Holds parallel(Pair pair, boolean yes) {
        if (!isLong(pair.subject()) || !isLong(pair.object())) {
            return Holds.UNCLEAR;
        }
        boolean same =
                pair.subject().heading().isUpright() == pair.object().heading().isUpright();
        return Holds.of(same == yes);
    }

    private static boolean isLong(Thing thing) {
        return thing.kind() == Kind.BAR || thing.kind() == Kind.ARROW;
    }
}

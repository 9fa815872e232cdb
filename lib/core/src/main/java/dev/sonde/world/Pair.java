package dev.sonde.world;

import dev.sonde.data.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Two things and how their boxes lie to each other; lengths in 64ths of the image's side.
 *
 * @param subject the thing that something is said of
 * @param object the thing that it is set against
 * @param subjectBox the subject's box
 * @param objectBox the object's box
 */
record Pair(Thing subject, Thing object, Box subjectBox, Box objectBox) {
    /** The image's side in the unit of length. */
    static final double SIDE = 64;

    private static final double SLACK = 1;

    static Pair of(Thing subject, Thing object, int side) {
        return new Pair(subject, object, scaled(subject.box(), side), scaled(object.box(), side));
    }

    /** Every ordered pair of a scene's things. */
    static List<Pair> all(Scene scene) {
        List<Pair> pairs = new ArrayList<>();
        for (Thing subject : scene.things()) {
            for (Thing object : scene.things()) {
                if (subject != object) {
                    pairs.add(of(subject, object, scene.side()));
                }
            }
        }
        return pairs;
    }

    /** How far the object's centre lies to the right of the subject's. */
    double across() {
        return objectBox.centreX() - subjectBox.centreX();
    }

    /** How far the object's centre lies below the subject's. */
    double down() {
        return objectBox.centreY() - subjectBox.centreY();
    }

    /** The square of the distance of the centres: a root would not be the same on every platform. */
    double squaredDistance() {
        return across() * across() + down() * down();
    }

    /** Whether the centres are nearer than this. */
    boolean isWithin(double distance) {
        return squaredDistance() < distance * distance;
    }

    /** Whether less than this is between the boxes; where they overlap, nothing is. */
    boolean isGapBelow(double gap) {
        double across = Math.max(0, gapAcross());
        double down = Math.max(0, gapDown());
        return across * across + down * down < gap * gap;
    }

    /** Whether one of the two lies inside the other. */
    boolean isNested() {
        return isInside(subjectBox, objectBox) || isInside(objectBox, subjectBox);
    }

    /** Whether the subject lies inside the object. */
    boolean isSubjectInside() {
        return isInside(subjectBox, objectBox);
    }

    /** The pair the other way round. */
    Pair swapped() {
        return new Pair(object, subject, objectBox, subjectBox);
    }

    private double gapAcross() {
        return Math.max(objectBox.x() - subjectBox.x1(), subjectBox.x() - objectBox.x1());
    }

    private double gapDown() {
        return Math.max(objectBox.y() - subjectBox.y1(), subjectBox.y() - objectBox.y1());
    }

    private static boolean isInside(Box inner, Box outer) {
        return inner.x() >= outer.x() - SLACK
                && inner.y() >= outer.y() - SLACK
                && inner.x1() <= outer.x1() + SLACK
                && inner.y1() <= outer.y1() + SLACK;
    }

    private static Box scaled(Box box, int side) {
        double scale = SIDE / side;
        return Box.pixels(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale);
    }
}

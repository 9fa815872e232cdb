package dev.sonde.pretrain;

import dev.sonde.world.Colour;
import dev.sonde.world.Heading;
import dev.sonde.world.Kind;
import dev.sonde.world.Scene;
import dev.sonde.world.Thing;
import dev.sonde.world.ThingSize;
import java.util.Arrays;
import java.util.List;

/**
 * What is seen in each patch of a scene: an image encoder that tells it has learned to see. A patch shows the thing with
 * the most pixels in it, if these are at least six, else the ground, which is the last class of each question.
 */
final class PatchLabels {
    /** How many questions {@link #of} answers: kind, colour, size, heading. */
    static final int QUESTIONS = 4;

    /** Classes of each question, the ground (or what has no heading) included. */
    static final List<Integer> CLASSES = List.of(
            Kind.values().length + 1,
            Colour.values().length + 1,
            ThingSize.values().length + 1,
            Heading.values().length + 1);

    private static final int LEAST_PIXELS = 6;

    private PatchLabels() {}

    /** The classes of all patches, row after row, {@link #QUESTIONS} numbers each. */
    static long[] of(Scene scene, int patchSide) {
        int[] owners = scene.owners();
        int patches = scene.side() / patchSide;
        int[][] pixels = new int[patches * patches][scene.things().size()];
        for (int at = 0; at < owners.length; at++) {
            if (owners[at] >= 0) {
                int patch = at / scene.side() / patchSide * patches + at % scene.side() / patchSide;
                pixels[patch][owners[at]]++;
            }
        }
        return Arrays.stream(pixels)
                .flatMapToLong(counts -> Arrays.stream(labels(scene, counts)))
                .toArray();
    }

    private static long[] labels(Scene scene, int... pixels) {
        int most = 0;
        for (int thing = 1; thing < pixels.length; thing++) {
            most = pixels[thing] > pixels[most] ? thing : most;
        }
        if (pixels[most] < LEAST_PIXELS) {
            return CLASSES.stream().mapToLong(classes -> classes - 1).toArray();
        }
        Thing seen = scene.things().get(most);
        int heading = seen.kind().isHeaded() ? seen.heading().ordinal() : Heading.values().length;
        return new long[] {
            seen.kind().ordinal(), seen.colour().ordinal(), seen.size().ordinal(), heading
        };
    }
}

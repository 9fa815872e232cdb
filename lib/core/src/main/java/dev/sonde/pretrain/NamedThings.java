package dev.sonde.pretrain;

import dev.sonde.data.Box;
import dev.sonde.world.Claim;
import dev.sonde.world.Mention;
import dev.sonde.world.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The things that some texts name, and where they are.
 *
 * @param rows of the texts that name them, among all that were read
 * @param orders whether it is the first (0), the second or the third thing of its text
 * @param boxes their boxes, in parts of the image
 */
record NamedThings(List<Integer> rows, List<Integer> orders, List<Box> boxes) {
    /** More things are named by no caption. */
    static final int MOST = 3;

    /** Those of captions, which were read as rows in their order. */
    static NamedThings of(CaptionBatch some) {
        return of(some, some.size());
    }

    /**
     * Those of the texts of {@link Matching#texts}: of the captions, and of those twins that differ in the location only.
     *
     * @param images how many are matched
     */
    static NamedThings matched(CaptionBatch some, int images) {
        NamedThings things = of(some, images);
        for (int i = 0; i < images; i++) {
            if (some.captions().get(i).isLocationFoil()) {
                things.add(
                        images + i, some.captions().get(i).foil(), some.scenes().get(i));
            }
        }
        return things;
    }

    private static NamedThings of(CaptionBatch some, int first) {
        NamedThings things = new NamedThings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < first; i++) {
            things.add(i, some.captions().get(i).truth(), some.scenes().get(i));
        }
        return things;
    }

    // No two things of a scene have the same colour and kind, and a caption says both.
    private void add(int row, Claim claim, Scene scene) {
        List<Mention> mentions = claim.mentions();
        for (int order = 0; order < mentions.size(); order++) {
            rows.add(row);
            orders.add(order);
            boxes.add(mentions.get(order).in(scene).get(0).box().toUnit(scene.size()));
        }
    }

    /** How many. */
    int size() {
        return boxes.size();
    }

    /** Of each thing, where its answer is among those of the three things of all rows. */
    long[] places() {
        return IntStream.range(0, size())
                .mapToLong(i -> (long) rows.get(i) * MOST + orders.get(i))
                .toArray();
    }

    /** [things, 4]: centre x, centre y, width, height. */
    float[] centred() {
        float[] numbers = new float[4 * size()];
        for (int i = 0; i < size(); i++) {
            Box box = boxes.get(i);
            numbers[4 * i] = (float) box.centreX();
            numbers[4 * i + 1] = (float) box.centreY();
            numbers[4 * i + 2] = (float) box.width();
            numbers[4 * i + 3] = (float) box.height();
        }
        return numbers;
    }
}

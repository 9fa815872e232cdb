package dev.sonde.pretrain;

import dev.sonde.text.TextInput;
import dev.sonde.world.Caption;
import dev.sonde.world.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What image-text matching is evaluated on.
 *
 * @param first a caption of each scene
 * @param attributes captions whose twins are false in an attribute
 * @param locations captions whose twins are false in the location only
 */
record HeldOutCaptions(CaptionBatch first, CaptionBatch attributes, CaptionBatch locations) {
    private static final int PER_SCENE = 4;
    private static final int BATCH = 64;

    /** How much more texts are taken to match the images of some captions than not to. */
    interface Margins {
        /**
         * @param places of the scenes within their split
         * @param texts one for each
         */
        double[] of(int[] places, List<int[]> texts);
    }

    /** The captions of the first scenes, at most {@code most} of them. */
    static HeldOutCaptions of(TextInput input, SceneFeed scenes, int most) {
        List<int[]> places = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        int count = Math.min(most, scenes.size());
        for (int place = 0; place < count; place++) {
            for (Caption caption : scenes.data().captions(scenes.scene(place), PER_SCENE)) {
                places.add(new int[] {place});
                captions.add(caption);
            }
        }
        IntPredicate location = i -> captions.get(i).isLocationFoil();
        return new HeldOutCaptions(
                batch(input, scenes, places, captions, i -> i % PER_SCENE == 0),
                batch(input, scenes, places, captions, i -> i % PER_SCENE < 2 && !location.test(i)),
                batch(input, scenes, places, captions, location));
    }

    private static CaptionBatch batch(
            TextInput input, SceneFeed scenes, List<int[]> places, List<Caption> captions, IntPredicate wanted) {
        int[] chosen = IntStream.range(0, captions.size()).filter(wanted).toArray();
        int[] where = Arrays.stream(chosen).map(i -> places.get(i)[0]).toArray();
        List<Scene> of = scenes.scenes(where);
        return CaptionBatch.of(
                where, of, Arrays.stream(chosen).mapToObj(captions::get).toList(), input);
    }

    /** Balanced accuracy and share of pairs in the right order, for both kinds of twins. */
    Map<String, Double> twins(Margins margins) {
        Map<String, Double> measures = new LinkedHashMap<>();
        twins(margins, attributes, "twins", measures);
        twins(margins, locations, "location twins", measures);
        return measures;
    }

    private static void twins(Margins margins, CaptionBatch some, String name, Map<String, Double> measures) {
        int n = some.size();
        if (n == 0) {
            return;
        }
        double[] yes = batched(margins, some.places(), some.texts());
        double[] no = batched(margins, some.places(), some.foils());
        double accepted = Arrays.stream(yes).filter(margin -> margin > 0).count() / (double) n;
        double refused = Arrays.stream(no).filter(margin -> margin <= 0).count() / (double) n;
        measures.put(name + " accuracy", (accepted + refused) / 2);
        measures.put(
                name + " order",
                IntStream.range(0, n).filter(i -> yes[i] > no[i]).count() / (double) n);
    }

    private static double[] batched(Margins margins, int[] places, List<int[]> texts) {
        double[] all = new double[texts.size()];
        for (int start = 0; start < all.length; start += BATCH) {
            int end = Math.min(all.length, start + BATCH);
            double[] some = margins.of(Arrays.copyOfRange(places, start, end), texts.subList(start, end));
            System.arraycopy(some, 0, all, start, some.length);
        }
        return all;
    }

    /** Logit 1 less logit 0 of each row, from logits [rows, 2]. */
    static double[] margins(float... logits) {
        return IntStream.range(0, logits.length / 2)
                .mapToDouble(i -> logits[2 * i + 1] - logits[2 * i])
                .toArray();
    }
}

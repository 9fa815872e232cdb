package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Blip2;
import dev.sonde.model.Mode;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
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
 * How well stage 1 was learned, on scenes that are held out: finding the caption of an image among those of the others and
 * the image of a caption, and telling a caption from its false twin.
 */
public final class Stage1Evaluation {
    private static final int BATCH = 64;
    private static final int PER_SCENE = 4;

    private final Torch torch;
    private final TextInput input;
    private final SceneTokens tokens;
    private final CaptionBatch first; // a caption of each scene
    private final CaptionBatch attributes; // the captions with false attributes
    private final CaptionBatch locations; // those with false locations

    /**
     * @param scenes held out
     * @param tokens of these scenes
     * @param most how many of them are taken, at most
     */
    public Stage1Evaluation(Torch torch, TextInput input, SceneFeed scenes, SceneTokens tokens, int most) {
        this.torch = torch;
        this.input = input;
        this.tokens = tokens;
        List<int[]> places = new ArrayList<>();
        List<Caption> captions = new ArrayList<>();
        int count = Math.min(most, scenes.size());
        for (int place = 0; place < count; place++) {
            List<Caption> all = scenes.data().captions(scenes.scene(place), PER_SCENE);
            for (Caption caption : all) {
                places.add(new int[] {place});
                captions.add(caption);
            }
        }
        first = batch(scenes, places, captions, i -> i % PER_SCENE == 0);
        attributes = batch(
                scenes,
                places,
                captions,
                i -> i % PER_SCENE < 2 && !captions.get(i).isLocationFoil());
        locations = batch(scenes, places, captions, i -> captions.get(i).isLocationFoil());
    }

    private CaptionBatch batch(SceneFeed scenes, List<int[]> places, List<Caption> captions, IntPredicate wanted) {
        int[] chosen = IntStream.range(0, captions.size()).filter(wanted).toArray();
        int[] where = Arrays.stream(chosen).map(i -> places.get(i)[0]).toArray();
        List<Scene> of = scenes.scenes(where);
        return CaptionBatch.of(
                where, of, Arrays.stream(chosen).mapToObj(captions::get).toList(), input);
    }

    /** Recall at 1 both ways, then balanced accuracy and share of pairs in the right order for both kinds of twins. */
    public Map<String, Double> of(Stage1Model model) {
        Map<String, Double> measures = new LinkedHashMap<>();
        retrieval(model.blip2(), measures);
        twins(model.blip2(), attributes, "twins", measures);
        twins(model.blip2(), locations, "location twins", measures);
        return measures;
    }

    private void retrieval(Blip2 blip2, Map<String, Double> measures) {
        int n = first.size();
        float[] similarity = similarity(blip2);
        float[] also = first.alsoTrue();
        int texts = 0;
        int images = 0;
        for (int i = 0; i < n; i++) {
            boolean bestText = true;
            boolean bestImage = true;
            for (int j = 0; j < n; j++) {
                bestText &= j == i || also[i * n + j] == 1 || similarity[i * n + j] < similarity[i * n + i];
                bestImage &= j == i || also[j * n + i] == 1 || similarity[j * n + i] < similarity[i * n + i];
            }
            texts += bestText ? 1 : 0;
            images += bestImage ? 1 : 0;
        }
        measures.put("recall of texts", texts / (double) n);
        measures.put("recall of images", images / (double) n);
    }

    /** [image, text] */
    private float[] similarity(Blip2 blip2) {
        return torch.inference(() -> {
            NDArray images = blip2.imageVectors(blip2.qformer()
                    .readImage(blip2.qformer().look(tokens.of(first.places())), Mode.EVALUATE)
                    .lastQueries());
            NDArray texts = blip2.textVectors(blip2.qformer()
                    .readText(
                            TextRows.batch(
                                    torch, first.texts(), input.tokenizer().paddingId()),
                            Mode.EVALUATE)
                    .lastText());
            return blip2.similarity(images, texts).toFloatArray();
        });
    }

    private void twins(Blip2 blip2, CaptionBatch some, String name, Map<String, Double> measures) {
        int n = some.size();
        if (n == 0) {
            return;
        }
        double[] yes = margins(blip2, some, some.texts());
        double[] no = margins(blip2, some, some.foils());
        double accepted = Arrays.stream(yes).filter(margin -> margin > 0).count() / (double) n;
        double refused = Arrays.stream(no).filter(margin -> margin <= 0).count() / (double) n;
        measures.put(name + " accuracy", (accepted + refused) / 2);
        measures.put(
                name + " order",
                IntStream.range(0, n).filter(i -> yes[i] > no[i]).count() / (double) n);
    }

    /** How much more a text is taken to match its image than not to. */
    private double[] margins(Blip2 blip2, CaptionBatch some, List<int[]> texts) {
        double[] margins = new double[texts.size()];
        for (int start = 0; start < margins.length; start += BATCH) {
            int from = start;
            int end = Math.min(margins.length, start + BATCH);
            float[] logits = torch.inference(() -> blip2.matching(blip2.qformer()
                            .read(
                                    blip2.qformer().look(tokens.of(Arrays.copyOfRange(some.places(), from, end))),
                                    TextRows.batch(
                                            torch,
                                            texts.subList(from, end),
                                            input.tokenizer().paddingId()),
                                    Mode.EVALUATE)
                            .lastQueries())
                    .toFloatArray());
            for (int i = from; i < end; i++) {
                margins[i] = logits[2 * (i - from) + 1] - logits[2 * (i - from)];
            }
        }
        return margins;
    }
}

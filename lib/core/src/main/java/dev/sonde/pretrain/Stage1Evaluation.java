package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Blip2;
import dev.sonde.model.Mode;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well stage 1 was learned, on scenes that are held out: finding the caption of an image among those of the others and
 * the image of a caption, and telling a caption from its false twin.
 */
public final class Stage1Evaluation {
    private final Torch torch;
    private final TextInput input;
    private final SceneTokens tokens;
    private final HeldOutCaptions captions;
    private final CaptionBatch first;

    /**
     * @param scenes held out
     * @param tokens of these scenes
     * @param most how many of them are taken, at most
     */
    public Stage1Evaluation(Torch torch, TextInput input, SceneFeed scenes, SceneTokens tokens, int most) {
        this.torch = torch;
        this.input = input;
        this.tokens = tokens;
        captions = HeldOutCaptions.of(input, scenes, most);
        first = captions.first();
    }

    /** Recall at 1 both ways, then balanced accuracy and share of pairs in the right order for both kinds of twins. */
    public Map<String, Double> of(Stage1Model model) {
        Map<String, Double> measures = new LinkedHashMap<>();
        retrieval(model.blip2(), measures);
        measures.putAll(captions.twins((places, texts) -> margins(model.blip2(), places, texts)));
        return measures;
    }

    /** The same and, of an object-aware training, how many things of the captions are found. */
    Map<String, Double> of(Stage1Model model, Optional<Grounding> grounding) {
        Map<String, Double> measures = of(model);
        grounding.ifPresent(one -> measures.putAll(torch.inference(
                () -> one.evaluate(queries(model.blip2(), first.places(), first.texts()), NamedThings.of(first)))));
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

    private double[] margins(Blip2 blip2, int[] places, List<int[]> texts) {
        return HeldOutCaptions.margins(torch.inference(
                () -> blip2.matching(queries(blip2, places, texts)).toFloatArray()));
    }

    /** The queries that read texts beside the images of scenes, [texts, Q, H]. */
    private NDArray queries(Blip2 blip2, int[] places, List<int[]> texts) {
        return blip2.qformer()
                .read(
                        blip2.qformer().look(tokens.of(places)),
                        TextRows.batch(torch, texts, input.tokenizer().paddingId()),
                        Mode.EVALUATE)
                .lastQueries();
    }
}

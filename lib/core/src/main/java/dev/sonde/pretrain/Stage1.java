package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Blip2;
import dev.sonde.model.ImageKeys;
import dev.sonde.model.Mode;
import dev.sonde.model.TextTokens;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Kernels;
import dev.sonde.torch.Torch;
import dev.sonde.world.CaptionOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Stage 1 of BLIP-2 (Li et al. 2023, section 3.2): the Q-Former learns contrast, matching and writing of captions on a
 * frozen image encoder, weighted alike.
 *
 * <p>Other than in LAVIS, matching sees three texts for each image: its caption (weighted twice), the caption's false twin,
 * and another image's caption, drawn by its similarity once a fifth of the training is done. In a world of few words a
 * random caption is told from the right one too easily. Captions that are true of an image are never its negatives.
 *
 * <p>Where it is object-aware, there is a fourth objective, {@link Grounding}, with a temporary head.
 */
public final class Stage1 implements Stage {
    private static final String KERNELS = """
            def hits(self, z: Tensor, y: Tensor) -> Tensor:
                return torch.mean(torch.to(torch.argmax(z, 1) == y, 6))
            def contrast(self, similarity: Tensor, temperature: Tensor, also: Tensor) -> List[Tensor]:
                z = similarity / torch.clamp_min(temperature, 0.01) - 10000.0 * also  # (B, B)
                y = torch.arange(z.size(0), device=z.device)
                there = torch.cross_entropy_loss(z, y, None, 1, -100, 0.0)
                back = torch.cross_entropy_loss(torch.t(z), y, None, 1, -100, 0.0)
                return [0.5 * (there + back), self.hits(z, y), z]
            def writing(self, logits: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
                y = torch.where(mask > 0, ids, torch.full_like(ids, -100))[:, 1:]
                return torch.cross_entropy_loss(logits.reshape([-1, logits.size(2)]), y.reshape([-1]), None, 1, -100, 0.0)
            def begun(self, ids: Tensor, dec: int) -> Tensor:
                return torch.cat([torch.full_like(ids[:, :1], dec), ids[:, 1:]], 1)
            """;

    private static final double RANDOM_NEGATIVES = 0.2;
    private static final long HEAD_SEED = 1;

    private final Torch torch;
    private final Stage1Model model;
    private final Blip2 blip2;
    private final TextInput input;
    private final SceneFeed scenes;
    private final SceneTokens tokens;
    private final Stage1Evaluation evaluation;
    private final int batch;
    private final Matching matching;
    private final Optional<Grounding> grounding;
    private final int dec;
    private final Kernels kernels;

    /**
     * @param scenes to train with
     * @param tokens of these scenes
     * @param batch scenes of a step
     * @param matched how many of them are matched, with three texts each
     * @param boxWeight of the boxes of things that captions name; 0 for none
     */
    public Stage1(
            Torch torch,
            Stage1Model model,
            TextInput input,
            SceneFeed scenes,
            SceneTokens tokens,
            Stage1Evaluation evaluation,
            int batch,
            int matched,
            double boxWeight) {
        this.torch = torch;
        this.model = model;
        this.blip2 = model.blip2();
        this.input = input;
        this.scenes = scenes;
        this.tokens = tokens;
        this.evaluation = evaluation;
        this.batch = batch;
        matching = new Matching(torch, matched);
        grounding = boxWeight == 0
                ? Optional.empty()
                : Optional.of(new Grounding(torch, blip2.qformer().config().width(), boxWeight, HEAD_SEED));
        this.dec = TextRows.ids(input, "[DEC]")[1];
        kernels = torch.kernels(KERNELS);
    }

    @Override
    public String name() {
        CaptionOptions captions = scenes.data().captions();
        return "stage 1, " + captions.locationPercent() + " % locations and " + captions.locationFoilPercent()
                + " % location twins" + grounding.map(one -> ", " + one).orElse("");
    }

    @Override
    public Map<String, NDArray> weights() {
        Map<String, NDArray> weights = new LinkedHashMap<>(model.resamplerWeights());
        grounding.ifPresent(one -> weights.putAll(one.weights()));
        return weights;
    }

    @Override
    public StepLoss loss(long step, long steps, Random draws) {
        CaptionBatch some = CaptionBatch.of(scenes, input, scenes.draw(draws, batch), draws);
        TextTokens texts = TextRows.batch(torch, some.texts(), input.tokenizer().paddingId());
        ImageKeys images = blip2.qformer().look(tokens.of(some.places()));
        float[] also = some.alsoTrue();
        List<NDArray> contrast = contrast(images, texts, also); // loss, recall, (B, B)
        boolean hard = step >= RANDOM_NEGATIVES * steps;
        float[] similar = hard ? contrast.get(2).toFloatArray() : new float[also.length];
        int[] others = matching.others(similar, also, draws);
        NDArray read = matched(images, some, others);
        StepLoss loss = matching.added(StepLoss.of("contrast", contrast.get(0), 1), blip2.matching(read))
                .plus("writing", writing(images, texts), 1)
                .showing("recall", contrast.get(1));
        return grounding
                .map(one -> one.added(loss, read, NamedThings.matched(some, matching.images())))
                .orElse(loss);
    }

    @Override
    public Map<String, Double> evaluate() {
        return evaluation.of(model, grounding);
    }

    private List<NDArray> contrast(ImageKeys images, TextTokens texts, float... also) {
        NDArray queries = blip2.qformer().readImage(images, Mode.TRAIN).lastQueries();
        NDArray words = blip2.qformer().readText(texts, Mode.TRAIN).lastText();
        NDArray similarity = blip2.similarity(blip2.imageVectors(queries), blip2.textVectors(words)); // (B, B)
        return kernels.get("contrast")
                .on(similarity, model.temperature(), torch.array(also, batch, batch))
                .tensors();
    }

    /** The queries that read the texts of matching, [3 x matched, Q, H]. */
    private NDArray matched(ImageKeys images, CaptionBatch some, int... others) {
        int matched = matching.images();
        long[] imageOfText =
                IntStream.range(0, 3 * matched).mapToLong(i -> i % matched).toArray();
        return blip2.qformer()
                .read(
                        images.forTexts(torch.array(imageOfText, imageOfText.length)),
                        TextRows.batch(
                                torch,
                                matching.texts(some, others),
                                input.tokenizer().paddingId()),
                        Mode.TRAIN)
                .lastQueries();
    }

    private NDArray writing(ImageKeys images, TextTokens texts) {
        NDArray begun = kernels.get("begun").on(texts.ids()).with(dec).tensor();
        NDArray mask = texts.mask().orElseThrow();
        NDArray states = blip2.qformer()
                .write(images, TextTokens.of(begun, mask), Mode.TRAIN)
                .lastText();
        NDArray logits = model.words().logits(states.get(":, :-1")); // (B, T - 1, words)
        return kernels.get("writing").on(logits, texts.ids(), mask).tensor();
    }
}

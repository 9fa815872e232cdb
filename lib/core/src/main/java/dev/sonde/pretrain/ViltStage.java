package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.Mode;
import dev.sonde.model.Vilt;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import dev.sonde.world.CaptionOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The pre-training of ViLT (Kim et al. 2021, section 3.2): image-text matching and masked language modelling, and besides the
 * question which words were replaced ({@link ReplacedWords}), all weighted alike.
 *
 * <p>Each image is read with its caption, in which words are hidden that the image tells, and some with the three texts of
 * {@link Matching} too.
 */
public final class ViltStage implements Stage {
    private static final double MASKED = 0.25;
    private static final long HEAD_SEED = 1;

    private final ViltWithHeads model;
    private final ViltSceneReader reader;
    private final TextInput input;
    private final WordMasks masks;
    private final SceneFeed scenes;
    private final ViltEvaluation evaluation;
    private final Matching matching;
    private final ReplacedWords replaced;
    private final int batch;

    /**
     * @param scenes to train with
     * @param batch scenes of a step
     * @param matched how many of them are matched, with three texts each; 0 for masked words alone
     */
    public ViltStage(
            Torch torch,
            ViltWithHeads model,
            TextInput input,
            SceneFeed scenes,
            ViltEvaluation evaluation,
            int batch,
            int matched) {
        this.model = model;
        this.input = input;
        this.scenes = scenes;
        this.evaluation = evaluation;
        this.batch = batch;
        masks = new WordMasks(input);
        matching = new Matching(torch, matched);
        replaced = new ReplacedWords(torch, masks, model.vilt().config().width(), HEAD_SEED);
        reader = new ViltSceneReader(torch, model, input.tokenizer().paddingId());
    }

    @Override
    public String name() {
        CaptionOptions captions = scenes.data().captions();
        return "ViLT, " + captions.locationPercent() + " % locations and " + captions.locationFoilPercent()
                + " % location twins, " + batch + " scenes, " + matching.images() + " of them matched";
    }

    @Override
    public Map<String, NDArray> weights() {
        Map<String, NDArray> weights =
                new LinkedHashMap<>(model.vilt().parameters().arrays());
        if (matching.images() > 0) {
            weights.putAll(replaced.weights());
        }
        return weights;
    }

    @Override
    public StepLoss loss(long step, long steps, Random draws) {
        CaptionBatch some = CaptionBatch.of(scenes, input, scenes.draw(draws, batch), draws);
        float[] also = some.alsoTrue();
        int[] others = matching.others(new float[also.length], also, draws);
        List<WordMasks.Masked> masked =
                some.texts().stream().map(ids -> masks.of(ids, MASKED, draws)).toList();
        List<int[]> texts = new ArrayList<>(matching.texts(some, others));
        int matched = texts.size();
        masked.forEach(one -> texts.add(one.ids()));
        List<Integer> about = IntStream.range(0, texts.size())
                .map(i -> i < matched ? i % matching.images() : i - matched)
                .boxed()
                .toList();
        Vilt.States states = reader.read(some.scenes(), texts, about, Mode.TRAIN);
        List<NDArray> words = reader.masked(states, masked); // loss, accuracy
        StepLoss loss = StepLoss.of("masked words", words.get(0), 1).showing("masked words accuracy", words.get(1));
        if (matched == 0) {
            return loss;
        }
        StepLoss more = matching.added(loss, reader.matching(states, matched));
        int n = matching.images();
        return replaced.added(
                more, states, some.texts().subList(0, n), some.foils().subList(0, n));
    }

    @Override
    public Map<String, Double> evaluate() {
        return evaluation.of(model);
    }
}

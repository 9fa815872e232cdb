package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.Llama;
import dev.sonde.pretrain.NextTokens.Texts;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Teaches the language model of InstructBLIP the texts of the mini world, without an image: what Vicuna knows before it is
 * shown queries. The loss is that of all next tokens, as LLaMA was trained, and once more that of the answers, as Vicuna was.
 * See {@link Document}.
 */
public final class LanguageStage implements Stage {
    private static final int HELD_OUT = 512;

    private final Torch torch;
    private final Llama language;
    private final Map<String, NDArray> weights;
    private final TextInput input;
    private final SceneFeed train;
    private final SceneFeed heldOut;
    private final int batch;
    private final NextTokens next;

    /**
     * @param input the way of a text into the language model
     * @param train scenes that texts speak of
     * @param heldOut those that texts speak of on which it is judged
     * @param batch texts of a step
     */
    public LanguageStage(
            Torch torch, InstructBlip model, TextInput input, SceneFeed train, SceneFeed heldOut, int batch) {
        this.torch = torch;
        this.language = model.language();
        this.weights = new LinkedHashMap<>(model.parameters().arrays());
        weights.keySet().removeIf(name -> !name.startsWith("language_model."));
        this.input = input;
        this.train = train;
        this.heldOut = heldOut;
        this.batch = batch;
        next = new NextTokens(torch, language);
    }

    @Override
    public String name() {
        return "language model";
    }

    @Override
    public Map<String, NDArray> weights() {
        return weights;
    }

    @Override
    public StepLoss loss(long step, long steps, Random draws) {
        Texts texts = texts(documents(train, draws, train.draw(draws, batch)));
        NDArray last = last(texts);
        return StepLoss.of("text", next.losses(last, 0, texts.whole()).get(0), 1)
                .plus("answers", next.losses(last, 0, texts).get(0), 1);
    }

    /** The loss of held-out texts, and how often the model says exactly the answer that follows from what it read. */
    @Override
    public Map<String, Double> evaluate() {
        int[] places = IntStream.range(0, Math.min(HELD_OUT, heldOut.size())).toArray();
        List<Document> documents = documents(heldOut, Draws.of(0), places);
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("held-out text", torch.inference(() -> {
            Texts texts = texts(documents).whole();
            return (double) next.losses(last(texts), 0, texts).get(0).getFloat();
        }));
        exact("answers read", documents, one -> !one.located() && !one.asked().describes(), measures);
        exact("locations read", documents, Document::located, measures);
        return measures;
    }

    private void exact(String name, List<Document> all, Predicate<Document> wanted, Map<String, Double> measures) {
        List<Document> some = all.stream().filter(wanted).toList();
        if (!some.isEmpty()) {
            measures.put(name, torch.inference(() -> {
                Texts texts = texts(some);
                return NextTokens.share(next.losses(last(texts), 0, texts).get(1));
            }));
        }
    }

    private Texts texts(List<Document> documents) {
        return Texts.answers(
                torch, input, documents.stream().map(Document::instruction).toList());
    }

    private NDArray last(Texts texts) {
        List<NDArray> states = language.hiddenStates(
                language.embed(texts.tokens().ids()), texts.tokens().mask().orElseThrow());
        return states.get(states.size() - 1);
    }

    private static List<Document> documents(SceneFeed scenes, Random draws, int... places) {
        return scenes.scenes(places).stream()
                .map(scene -> Document.of(scenes.data(), scene, draws))
                .toList();
    }
}

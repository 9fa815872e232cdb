package dev.sonde.pretrain;

import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How well ViLT's pre-training was learned, on scenes that are held out: telling a caption from its false twin, and a hidden
 * word.
 */
public final class ViltEvaluation {
    private final Torch torch;
    private final SceneFeed scenes;
    private final int padding;
    private final HeldOutCaptions captions;
    private final List<WordMasks.Masked> masked; // one word of a caption of each scene

    /**
     * @param scenes held out
     * @param most how many of them are taken, at most
     */
    public ViltEvaluation(Torch torch, TextInput input, SceneFeed scenes, int most) {
        this.torch = torch;
        this.scenes = scenes;
        padding = input.tokenizer().paddingId();
        captions = HeldOutCaptions.of(input, scenes, most);
        WordMasks masks = new WordMasks(input);
        Random draws = Draws.of(0);
        masked = captions.first().texts().stream()
                .map(ids -> masks.of(ids, 0, draws))
                .toList();
    }

    /** Accuracy of hidden words, then balanced accuracy and share of pairs in the right order for both kinds of twins. */
    public Map<String, Double> of(ViltWithHeads model) {
        ViltSceneReader reader = new ViltSceneReader(torch, model, padding);
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("hidden words", torch.inference(() -> hiddenWords(reader)));
        measures.putAll(captions.twins((places, texts) -> HeldOutCaptions.margins(torch.inference(() -> {
            List<Scene> about = scenes.scenes(places);
            return reader.matching(reader.read(about, texts), texts.size()).toFloatArray();
        }))));
        return measures;
    }

    private double hiddenWords(ViltSceneReader reader) {
        List<int[]> texts = masked.stream().map(WordMasks.Masked::ids).toList();
        List<Scene> about = captions.first().scenes();
        return reader.masked(reader.read(about, texts), masked).get(1).getFloat();
    }
}

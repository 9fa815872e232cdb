package dev.sonde.experiment;

import dev.sonde.feature.BagOfWords;
import dev.sonde.feature.Extraction;
import dev.sonde.feature.FeatureStore;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of the text without their order, and no image: the control that says what the data give away.
 *
 * @param text how texts become tokens
 */
public record TextOnly(TextInput text) implements Representation {
    @Override
    public String name() {
        return ProbedModel.TEXT_ONLY.label();
    }

    @Override
    public int width() {
        return text.tokenizer().size();
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>(Map.of("model", name(), "text", text.description()));
    }

    @Override
    public String weights() {
        return "none";
    }

    @Override
    public ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store) {
        Extraction extraction = new Extraction(new BagOfWords(text), store);
        return ProbeRows.of(task, extraction::run);
    }

    @Override
    public String toString() {
        return name() + ": " + width() + " words";
    }
}
